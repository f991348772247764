using System.Globalization;

namespace CodiesVibe.Delivery;

/// <summary>The time that a pipeline has taken. GitHub limits each job, but not all of them together.</summary>
/// <param name="Taken">Since its first job started.</param>
/// <param name="Limit">What it may have taken.</param>
/// <param name="Expected">What it usually takes to its end.</param>
public sealed record PipelineTime(TimeSpan Taken, TimeSpan Limit, TimeSpan Expected)
{
    /// <summary>Reads it.</summary>
    /// <param name="started">When the first job started, in seconds of Unix time.</param>
    /// <param name="minutes">The limit.</param>
    /// <param name="expected">The minutes that it usually takes to its end.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="DeliveryException">One of them is not a number, or the pipeline starts in the future.</exception>
    public static PipelineTime Read(string started, string minutes, string expected, DateTimeOffset now)
    {
        if (!long.TryParse(started, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > now.ToUnixTimeSeconds() + 60)
        {
            throw new DeliveryException($"Delivery:Started is '{started}', which is not a past time in seconds of Unix time. Give the output of the first job, and compare the clocks of the machines.");
        }

        return new(now - DateTimeOffset.FromUnixTimeSeconds(seconds), Minutes("Minutes", minutes), Minutes("Expected", expected));
    }

    private static TimeSpan Minutes(string key, string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
        ? TimeSpan.FromMinutes(minutes)
        : throw new DeliveryException($"Delivery:{key} is '{text}', which is not a number of minutes.");

    /// <summary>For people, in one line.</summary>
    public string Summary => string.Create(CultureInfo.InvariantCulture, $"{Taken.TotalMinutes:0.0} of {Limit.TotalMinutes:0} minutes");

    /// <summary>For people, where it is slower than usual; else null. That stops nothing.</summary>
    public string? Warning => Taken <= Expected ? null
        : string.Create(CultureInfo.InvariantCulture, $"The pipeline has taken {Taken.TotalMinutes:0.0} minutes before its push. {Expected.TotalMinutes:0} are expected for all of it.");

    /// <summary>Stops a pipeline that took too long.</summary>
    /// <exception cref="DeliveryException">It did.</exception>
    public void Require()
    {
        if (Taken > Limit)
        {
            throw new DeliveryException($"The pipeline has taken {Summary}, so it ends before anything is pushed. Look which stage took longer than usual, and run the pipeline again.");
        }
    }
}
