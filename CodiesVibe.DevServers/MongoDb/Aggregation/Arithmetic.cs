using System.Numerics;
using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Aggregation;

/// <summary>Arithmetic over numbers of several types: the widest type wins, and a whole number that does not fit becomes a wider one.</summary>
internal static class Arithmetic
{
    public static BsonValue Sum(IReadOnlyCollection<BsonValue> numbers) => Of(
        numbers, all => all.Aggregate(BigInteger.Zero, (sum, number) => sum + number), all => all.Sum());

    public static BsonValue Product(IReadOnlyCollection<BsonValue> numbers) => Of(
        numbers, all => all.Aggregate(BigInteger.One, (product, number) => product * number), all => all.Aggregate(1.0, (product, number) => product * number));

    private static BsonValue Of(
        IReadOnlyCollection<BsonValue> numbers, Func<IEnumerable<BigInteger>, BigInteger> whole, Func<IEnumerable<double>, double> real)
    {
        if (numbers.Any(number => number is BsonDecimal128))
        {
            throw new CommandException(ErrorCode.BadValue, "arithmetic on decimals is not implemented by this emulator");
        }
        if (numbers.Any(number => number is BsonDouble))
        {
            return real(numbers.Select(number => number.ToDouble()));
        }
        var result = whole(numbers.Select(number => (BigInteger)number.ToInt64()));
        return result >= int.MinValue && result <= int.MaxValue && numbers.All(number => number is BsonInt32) ? new BsonInt32((int)result)
            : result >= long.MinValue && result <= long.MaxValue ? new BsonInt64((long)result)
            : new BsonDouble((double)result);
    }
}
