using System.Globalization;
using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Update;

/// <summary>Adds numbers as $inc does: the wider type wins, and an int that overflows becomes a long.</summary>
internal static class Increment
{
    public static BsonValue Add(BsonValue current, BsonValue amount, BsonValue id)
    {
        try
        {
            return (current, amount) switch
            {
                (BsonDecimal128, _) or (_, BsonDecimal128) => new BsonDecimal128(new Decimal128(Exact(current) + Exact(amount))),
                (BsonDouble, _) or (_, BsonDouble) => current.ToDouble() + amount.ToDouble(),
                (BsonInt32 a, BsonInt32 b) when (int)((long)a.Value + b.Value) == (long)a.Value + b.Value => a.Value + b.Value,
                _ => checked(current.ToInt64() + amount.ToInt64()),
            };
        }
        catch (OverflowException)
        {
            throw new CommandException(
                ErrorCode.BadValue,
                $"Failed to apply $inc operations to current value ({ShellText.Of(current)}) for document {{_id: {ShellText.Of(id)}}}");
        }
    }

    private static decimal Exact(BsonValue value) => value is BsonDecimal128 number
        ? decimal.Parse(number.Value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture)
        : Convert.ToDecimal(BsonTypeMapper.MapToDotNetValue(value), CultureInfo.InvariantCulture);
}
