using System.Globalization;

namespace CodiesVibe.Bench;

/// <summary>The measurements of one quantity over all runs.</summary>
/// <param name="name">The quantity.</param>
/// <param name="unit">Its unit.</param>
/// <param name="limit">The limit, for display.</param>
internal sealed class Sample(string name, string unit, string limit)
{
    private readonly List<double> _values = [];

    /// <summary>The middle value; the mean of both where there are two.</summary>
    public double Median
    {
        get
        {
            var sorted = _values.Order().ToList();
            var middle = sorted.Count / 2;
            return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    public void Add(double value) => _values.Add(value);

    public void Print() => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-62} {Median,8:0.00} {unit,-4} [{_values.Min():0.00} .. {_values.Max():0.00}]  limit {limit}"));
}
