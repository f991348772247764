using System.Globalization;
using CodiesVibe.Deployment.Remote;

namespace CodiesVibe.Deployment;

/// <summary>Puts releases into service: the server does it, whoever watches; this watches, and says whether the result is good.</summary>
/// <param name="directory">The directory of the deployment.</param>
/// <param name="mutex">The lock, whose holder on the server starts activations.</param>
/// <param name="report">Told of each line of the activation's log.</param>
internal sealed class Activator(DeploymentDirectory directory, DeploymentLock mutex, Action<string> report)
{
    /// <summary>How the script begins the line that says why it failed.</summary>
    private const string ErrorPrefix = "error: ";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private string _name = "";
    private int _reported;
    private string? _error;
    private string _fault = "The release did not come into service.";

    /// <summary>Whether an activation waits for its verdict.</summary>
    public bool IsPending { get; private set; }

    /// <summary>Starts the release and returns when it serves, but is not confirmed.</summary>
    /// <param name="release">The name of the release.</param>
    /// <param name="isRollback">Whether it is an earlier release.</param>
    /// <param name="cancellationToken">Gives up watching.</param>
    /// <exception cref="DeploymentException">It failed, and the server has returned to what served before.</exception>
    public async Task StartAsync(string release, bool isRollback, CancellationToken cancellationToken)
    {
        (_name, _reported, _error, IsPending) = (release, 0, null, true);
        await directory.RequireAsync("The release cannot be prepared.", $"cd releases/{release}; rm -f phase process log verdict", cancellationToken);
        await mutex.StartAsync($"releases/{release}/release.sh {(isRollback ? "rollback" : "activate")} {release}", cancellationToken);
        await FollowAsync("switched", cancellationToken);
    }

    /// <summary>Runs a change that needs no verdict to its end.</summary>
    /// <param name="command">The command, which is the name of its directory below <c>releases/</c>, too.</param>
    /// <param name="fault">What it means where it fails, in a sentence.</param>
    /// <param name="cancellationToken">Gives up watching.</param>
    /// <exception cref="DeploymentException">It failed, and the server is as it was.</exception>
    public async Task RunAsync(string command, string fault, CancellationToken cancellationToken)
    {
        (_name, _reported, _error, _fault) = (command, 0, null, fault);
        await mutex.StartAsync($"releases/{command}/{command}.sh {command}", cancellationToken);
        await FollowAsync("confirmed", cancellationToken);
    }

    /// <summary>Confirms the release; returns when the server has stopped what it replaced.</summary>
    public Task ConfirmAsync(CancellationToken cancellationToken) => EndAsync("confirmed", "confirmed", cancellationToken);

    /// <summary>Refuses the release; returns when the server has returned to what served before.</summary>
    public Task RefuseAsync(CancellationToken cancellationToken) => EndAsync("refused", "returned", cancellationToken);

    private async Task EndAsync(string verdict, string phase, CancellationToken cancellationToken)
    {
        await directory.RequireAsync("The verdict could not be given.", $"cd releases/{_name}; echo {verdict} > verdict.new; mv verdict.new verdict", cancellationToken);
        await FollowAsync(phase, cancellationToken);
        IsPending = false;
    }

    /// <summary>Reports the log until the activation waits for its verdict or has ended.</summary>
    private async Task FollowAsync(string phase, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (reached, isAlive) = await ReportAsync(cancellationToken);
            if (reached == phase && (phase == "switched" || !isAlive))
            {
                return;
            }

            if (!isAlive && reached != "none")
            {
                IsPending = false;
                throw new DeploymentException(reached == "returned"
                    ? $"{_fault} {_error ?? "The lines above say why."}"
                    : $"The activation ended in the phase '{reached}'. The lines above say why; 'dotnet aspire do status' shows what serves.");
            }

            await Task.Delay(s_pause, cancellationToken);
        }
    }

    private async Task<(string Phase, bool IsAlive)> ReportAsync(CancellationToken cancellationToken)
    {
        var printed = await directory.RequireAsync(
            "The progress cannot be read.",
            string.Create(CultureInfo.InvariantCulture,
                $"""
                cd releases/{_name}
                grep -qs . "/proc/$(cat process 2> /dev/null)/cmdline" && alive=yes || alive=no
                reached=$(cat phase 2> /dev/null || echo none)
                tail -n +{_reported + 1} log 2> /dev/null || true
                echo "$reached $alive"
                """),
            cancellationToken);
        var lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines[..^1])
        {
            _reported++;
            // Without the time.
            var text = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
            _error = _error is null && text.StartsWith(ErrorPrefix, StringComparison.Ordinal) ? text[ErrorPrefix.Length..] : _error;
            report(text);
        }

        var state = lines[^1].Split(' ');
        return (state[0], state[1] == "yes");
    }
}
