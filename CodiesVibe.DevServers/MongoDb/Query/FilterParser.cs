using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Text;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Query;

/// <summary>Reads a filter document.</summary>
/// <param name="textIndex">The collection's text index, if it has one.</param>
internal sealed class FilterParser(TextIndex? textIndex)
{
    private TextSearch? _text;

    /// <exception cref="CommandException">The filter is malformed, or uses what is not implemented.</exception>
    public static ParsedQuery Parse(BsonDocument filter, TextIndex? textIndex)
    {
        var parser = new FilterParser(textIndex);
        var parsed = parser.ParseDocument(filter, textAllowed: true);
        return new ParsedQuery(parsed, parser._text);
    }

    private Filter ParseDocument(BsonDocument document, bool textAllowed)
    {
        var parts = document.Select(element => ParseElement(element, textAllowed)).ToList();
        return parts is [var only] ? only : new AllOf(parts);
    }

    private Filter ParseElement(BsonElement element, bool textAllowed) => element.Name switch
    {
        "$and" => new AllOf(ParseList(element, textAllowed)),
        "$or" => new AnyOf(ParseList(element, textAllowed: false)),
        "$nor" => new Not(new AnyOf(ParseList(element, textAllowed: false))),
        "$text" => ParseText(element.Value, textAllowed),
        ['$', ..] => throw new CommandException(
            ErrorCode.BadValue,
            $"unknown top level operator: {element.Name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField."),
        _ => FieldFilterParser.Parse(new FieldPath(element.Name), element.Value),
    };

    private List<Filter> ParseList(BsonElement element, bool textAllowed)
    {
        if (element.Value is not BsonArray list)
        {
            throw new CommandException(ErrorCode.BadValue, $"{element.Name} must be an array");
        }
        if (list.Count == 0)
        {
            throw new CommandException(ErrorCode.BadValue, "$and/$or/$nor must be a nonempty array");
        }
        return [.. list.Select(item => item is BsonDocument document
            ? ParseDocument(document, textAllowed)
            : throw new CommandException(ErrorCode.BadValue, "$or/$and/$nor entries need to be full objects"))];
    }

    private TextMatch ParseText(BsonValue value, bool allowed)
    {
        if (value is not BsonDocument options)
        {
            throw new CommandException(ErrorCode.BadValue, "$text expects an object");
        }
        var search = options.GetValue("$search", null) as BsonString
            ?? throw new CommandException(ErrorCode.FailedToParse, "$search is required and must be a string");
        if (options.ElementCount > 1)
        {
            var extra = options.Names.First(n => n != "$search");
            throw new CommandException(ErrorCode.BadValue, $"extra fields in $text: {extra} is not implemented by this emulator");
        }
        if (!allowed)
        {
            throw new CommandException(
                ErrorCode.NoQueryExecutionPlans,
                "error processing query: planner returned error :: caused by :: Failed to produce a solution for TEXT under OR or NOR");
        }
        if (_text is not null)
        {
            throw new CommandException(ErrorCode.BadValue, "Too many text expressions");
        }
        _text = new TextSearch(
            textIndex ?? throw new CommandException(ErrorCode.IndexNotFound, "text index required for $text query"),
            search.Value);
        return new TextMatch(_text);
    }
}
