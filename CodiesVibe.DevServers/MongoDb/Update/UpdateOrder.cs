using CodiesVibe.DevServers.MongoDb.Query;

namespace CodiesVibe.DevServers.MongoDb.Update;

/// <summary>The order in which MongoDB applies changes, and so adds fields: by name, positions by number.</summary>
internal sealed class UpdateOrder : IComparer<FieldPath>
{
    public static readonly UpdateOrder Instance = new();

    public int Compare(FieldPath? x, FieldPath? y)
    {
        foreach (var (a, b) in x!.Parts.Zip(y!.Parts))
        {
            var bothNumbers = FieldPath.TryPosition(a, out var i) & FieldPath.TryPosition(b, out var j);
            var order = bothNumbers ? i.CompareTo(j) : string.CompareOrdinal(a, b);
            if (order != 0)
            {
                return order;
            }
        }
        return x.Parts.Length.CompareTo(y.Parts.Length);
    }
}
