using CodiesVibe.Publishing.Nginx;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>On a developer's machine a person reads what nginx writes.</summary>
public sealed class NginxConsoleTests
{
    [Fact]
    public async Task A_request_is_one_short_line()
    {
        using var folder = new NginxFolder();
        await using NginxProcess nginx = await NginxProcess.StartAsync(folder, new()
        {
            Listeners = [new(QuietPort.Find(), ListenerKind.Plain, "127.0.0.1")],
            Backend = new("backend", "127.0.0.1:1"),
            Frontend = new("frontend", "127.0.0.1:1"),
            Temporary = folder.Temporary,
            User = NginxProcess.User,
            IsPublic = false,
        });
        using HttpResponseMessage response = await nginx.Client.GetAsync("/api/tools?token=s3cr3t", TestContext.Current.CancellationToken);
        await Eventually.BecomesTrueAsync("there is a line", TimeSpan.FromSeconds(10), () => Task.FromResult(!nginx.Output.IsEmpty));
        Assert.Matches(@"\A[0-9]{2}:[0-9]{2}:[0-9]{2} GET /api/tools 502 [0-9]\.[0-9]{3} s\z", Assert.Single(nginx.Output));
    }
}
