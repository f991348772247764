using System.Diagnostics;
using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Remote;

namespace CodiesVibe.Tests.Deployment.Server;

/// <summary>Which of several concurrent deployments gets the lock.</summary>
public sealed class LockScriptTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-lock-");
    private readonly List<Process> _holders = [];

    public void Dispose()
    {
        foreach (var holder in _holders)
        {
            holder.Kill(entireProcessTree: true);
            holder.WaitForExit();
            holder.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("dash")]
    [InlineData("busybox")]
    public async Task Of_eight_at_once_one_wins_and_the_others_name_it(string shell)
    {
        for (var round = 0; round < 3; round++)
        {
            var holders = Enumerable.Range(1, 8).Select(number => Start(shell, $"owner: person {round}.{number}")).ToList();
            var answers = await Task.WhenAll(holders.Select(AnswerAsync));
            var winner = Array.IndexOf(answers, "locked") + 1;
            Assert.InRange(winner, 1, 8);
            Assert.All(answers.Where((_, index) => index != winner - 1), answer => Assert.StartsWith($"75 owner: person {round}.{winner}\nprocess: ", answer, StringComparison.Ordinal));
            await EndAsync(holders[winner - 1]);
        }
    }

    [Fact]
    public async Task A_lock_ends_with_its_owner_however_that_ends()
    {
        var holder = Start("dash", "owner: one");
        Assert.Equal("locked", await AnswerAsync(holder));
        holder.Kill();
        await holder.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("locked", await AnswerAsync(Start("dash", "owner: two")));
    }

    [Theory]
    [InlineData("dash")]
    [InlineData("busybox")]
    public async Task An_activation_keeps_the_lock_when_its_owner_is_gone(string shell)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "releases", "1"));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "releases", "1", "release.sh"), "echo \"$1 $2\" > started; tries=0; until [ -e go-on ] || [ $tries -gt 400 ]; do tries=$((tries + 1)); sleep 0.05; done; echo > ended\n", TestContext.Current.CancellationToken);
        var holder = Start(shell, "owner: one");
        Assert.Equal("locked", await AnswerAsync(holder));
        await holder.StandardInput.WriteLineAsync("releases/1/release.sh activate 1");
        await EndAsync(holder);
        await AppearsAsync("started");
        Assert.Equal("activate 1", (await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "started"), TestContext.Current.CancellationToken)).Trim());
        Assert.StartsWith("75 owner: one\n", await AnswerAsync(Start(shell, "owner: two")), StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "go-on"), "", TestContext.Current.CancellationToken);
        await AppearsAsync("ended");
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.Equal("locked", await AnswerAsync(Start(shell, "owner: three")));
    }

    private Process Start(string shell, string owner)
    {
        string[] arguments = shell == "busybox" ? ["sh"] : [];
        var holder = Process.Start(new ProcessStartInfo(InstalledProgram.Require(shell), [.. arguments, "-euc", $"set -- {ShellText.Quote(owner)}\n{ServerScripts.Lock}"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _holders.Add(holder);
        return holder;
    }

    /// <summary><c>locked</c>, or the exit code and the error.</summary>
    private static async Task<string> AnswerAsync(Process holder)
    {
        var token = TestContext.Current.CancellationToken;
        if (await holder.StandardOutput.ReadLineAsync(token).AsTask().WaitAsync(s_patience, token) is { } answer)
        {
            return answer;
        }

        await holder.WaitForExitAsync(token).WaitAsync(s_patience, token);
        return $"{holder.ExitCode} {await holder.StandardError.ReadToEndAsync(token)}";
    }

    private static async Task EndAsync(Process holder)
    {
        holder.StandardInput.Close();
        await holder.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_patience, TestContext.Current.CancellationToken);
    }

    private async Task AppearsAsync(string file) =>
        await Eventually.BecomesTrueAsync($"{file} exists", s_patience, () => Task.FromResult(File.Exists(Path.Combine(_folder.FullName, file))));
}
