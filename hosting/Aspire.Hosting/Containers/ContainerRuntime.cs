using System.Diagnostics;
using System.Text.Json;
using Aspire.Hosting.Dcp;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Containers;

/// <summary>The container engine of this machine, as its client sees it.</summary>
internal sealed class ContainerRuntime(ContainerRuntimeOptions options, DcpLocator locator, ILogger<DistributedApplication> logger)
{
    private const string CreatorLabel = "com.microsoft.developer.usvc-dev.creatorProcessId";
    private const string PersistentLabel = "com.microsoft.developer.usvc-dev.persistent";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private Task<ContainerRuntimeHealth>? health;

    /// <summary>Whether it works. The first answer is kept until <see cref="Forget"/>.</summary>
    public Task<ContainerRuntimeHealth> HealthAsync()
    {
        lock (gate)
        {
            return health ??= AskAsync();
        }
    }

    /// <summary>Has the next <see cref="HealthAsync"/> ask again.</summary>
    public void Forget()
    {
        lock (gate)
        {
            health = health is { IsCompleted: true } ? null : health;
        }
    }

    /// <summary>Whether the engine runs in a machine of its own, which forwards to this one by itself.</summary>
    public async Task<bool> HasOwnMachineAsync(CancellationToken cancellationToken) =>
        !OperatingSystem.IsLinux()
        || (await RunAsync(["info", "--format", "{{.OperatingSystem}}"], cancellationToken).ConfigureAwait(false)).Output.Contains("Docker Desktop", StringComparison.Ordinal);

    /// <summary>Makes sure that a container of a fixed name can be made: one of our own makes way, any other is an error.</summary>
    /// <exception cref="DistributedApplicationException">Somebody else has the name.</exception>
    public async Task ClaimAsync(string container, bool isPersistent, CancellationToken cancellationToken)
    {
        var (found, output) = await RunAsync(["container", "inspect", "--format", "{{json .Config.Labels}}", container], cancellationToken).ConfigureAwait(false);
        if (!found)
        {
            return; // no such container; any other trouble shows when it is made
        }

        var labels = JsonSerializer.Deserialize(output, DcpJson.Default.DictionaryStringString) ?? [];
        var remedy = $"Remove it with `{await ProgramAsync().ConfigureAwait(false)} rm -f {container}`, or give one of them another name.";
        if (!labels.TryGetValue(CreatorLabel, out var creator))
        {
            throw new DistributedApplicationException($"A container named '{container}' exists already, and it was not made by this application. {remedy}");
        }

        var wasPersistent = labels.GetValueOrDefault(PersistentLabel) == "true";
        if (wasPersistent && !isPersistent)
        {
            throw new DistributedApplicationException($"A container named '{container}' was kept from a run in which its lifetime was persistent. {remedy}");
        }

        if (!wasPersistent && IsEngine(creator))
        {
            throw new DistributedApplicationException($"A container named '{container}' belongs to another application that is running. Stop that application, or give one of the containers another name.");
        }

        if (!wasPersistent)
        {
            await RemoveAsync(container, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes a container, running or not, with the volumes that have no name. One that is not there is fine.</summary>
    public Task RemoveAsync(string container, CancellationToken cancellationToken) => RunAsync(["rm", "--force", "--volumes", container], cancellationToken);

    private async Task<string> ProgramAsync() => (await HealthAsync().ConfigureAwait(false)).Runtime;

    private static bool IsEngine(string process)
    {
        try
        {
            using var found = Process.GetProcessById(int.Parse(process, System.Globalization.CultureInfo.InvariantCulture));
            return found.ProcessName.StartsWith("dcp", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return false; // it has ended
        }
    }

    private async Task<ContainerRuntimeHealth> AskAsync()
    {
        string[] arguments = options.Name is null ? ["info"] : ["info", "--container-runtime", options.Name];
        var printed = await DcpCommand.RunAsync(locator.FindEngine(), arguments, options.Environment, TimeSpan.FromSeconds(30), CancellationToken.None).ConfigureAwait(false);
        var found = ContainerRuntimeHealth.Parse(printed);
        if (found.Problem is { } problem)
        {
            logger.LogWarning("{Problem}", problem);
        }

        return found;
    }

    private async Task<(bool IsSuccess, string Output)> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var program = await ProgramAsync().ConfigureAwait(false);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return (process.ExitCode == 0, process.ExitCode == 0 ? await output.ConfigureAwait(false) : await errors.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            cancellationToken.ThrowIfCancellationRequested();
            throw new DistributedApplicationException($"`{program} {arguments[0]}` did not end within {Limit.TotalSeconds:0} s. Is the container engine overloaded, or stuck?");
        }
    }
}
