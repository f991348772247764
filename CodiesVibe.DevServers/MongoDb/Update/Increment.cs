using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Update;

/// <summary>Adds numbers as $inc does: the wider type wins, and an int that overflows becomes a long.</summary>
internal static class Increment
{
    public static BsonValue Add(BsonValue current, BsonValue amount, BsonValue id)
    {
        if (current is BsonDecimal128 || amount is BsonDecimal128)
        {
            throw new CommandException(ErrorCode.BadValue, "$inc on decimals is not implemented by this emulator");
        }
        try
        {
            return (current, amount) switch
            {
                (BsonDouble, _) or (_, BsonDouble) => new BsonDouble(current.ToDouble() + amount.ToDouble()),
                (BsonInt32 a, BsonInt32 b) when (int)((long)a.Value + b.Value) == (long)a.Value + b.Value => new BsonInt32(a.Value + b.Value),
                _ => new BsonInt64(checked(current.ToInt64() + amount.ToInt64())),
            };
        }
        catch (OverflowException)
        {
            throw new CommandException(
                ErrorCode.BadValue,
                $"Failed to apply $inc operations to current value ({ShellText.Of(current)}) for document {{_id: {ShellText.Of(id)}}}");
        }
    }
}
