using System.Text.Json.Nodes;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Hosting.Backchannel;

/// <summary>The sample, started once with <c>aspire start</c>.</summary>
public sealed class StartedSample(CliHome home) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private Task<JsonNode>? starting;

    /// <summary>What <c>aspire start</c> printed.</summary>
    internal Task<JsonNode> StartedAsync()
    {
        lock (gate)
        {
            return starting ??= home.StartAsync(AspireCli.SampleProject);
        }
    }

    /// <summary>Every application that runs.</summary>
    internal async Task<JsonArray> ListAsync()
    {
        await StartedAsync();
        return (await home.Cli.ReadAsync("ps")).AsArray();
    }

    /// <summary>Runs a command about the sample.</summary>
    internal async Task<Command> RunAsync(params string[] arguments)
    {
        await StartedAsync();
        return await home.Cli.RunAsync([.. arguments, "--apphost", AspireCli.SampleProject]);
    }

    /// <inheritdoc cref="AspireCli.ReadAsync"/>
    internal async Task<JsonNode> ReadAsync(params string[] arguments)
    {
        await StartedAsync();
        return await home.Cli.ReadAsync([.. arguments, "--apphost", AspireCli.SampleProject]);
    }

    /// <summary>Begins a command about the sample.</summary>
    internal async Task<Command> StartAsync(params string[] arguments)
    {
        await StartedAsync();
        return home.Cli.Start([.. arguments, "--apphost", AspireCli.SampleProject]);
    }

    public async ValueTask DisposeAsync()
    {
        if (starting is { IsCompletedSuccessfully: true })
        {
            await home.Cli.RunAsync("stop", "--apphost", AspireCli.SampleProject);
        }
    }
}
