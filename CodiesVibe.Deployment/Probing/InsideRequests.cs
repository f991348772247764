using System.Globalization;
using CodiesVibe.Deployment.Remote;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Probing;

/// <summary>Requests from inside containers of the server, since nothing but docker is presupposed there.</summary>
/// <param name="directory">The directory of the deployment.</param>
internal sealed class InsideRequests(DeploymentDirectory directory)
{
    /// <summary>Sends all of them in one call, because each call to the server takes as long as several requests.</summary>
    /// <param name="requests">The service in whose container each is sent, and its address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answers in the order of the requests.</returns>
    /// <exception cref="DeploymentException">The connection is lost.</exception>
    public async Task<IReadOnlyList<InsideAnswer>> SendAsync(IReadOnlyList<(string Service, string Address)> requests, CancellationToken cancellationToken)
    {
        var sends = requests.Select((request, index) => string.Create(CultureInfo.InvariantCulture, $"send {index} {ShellText.Quote(request.Service)} {ShellText.Quote(request.Address)}\n"));
        var result = await directory.RunAsync(
            $$"""
            {{DeploymentDirectory.Container}}
            send() {
                code=0
                answer=$(timeout 10 docker exec "$(container "$2")" wget -q -O - "$3" 2>&1) || code=$?
                printf '\n@@ %s\n%s\n%s\n' "$1" "$code" "$answer"
            }
            {{string.Concat(sends)}}
            printf '\n@@ end\n'
            """,
            cancellationToken);
        var sections = Sections.Parse(result.Output);
        return [.. requests.Select((_, index) => InsideAnswer.Parse(sections[index.ToString(CultureInfo.InvariantCulture)]))];
    }
}

/// <summary>What came back.</summary>
/// <param name="IsSuccess">Whether the service answered with success.</param>
/// <param name="Text">The body, or why there is none.</param>
internal sealed record InsideAnswer(bool IsSuccess, string Text)
{
    public static InsideAnswer Parse(string section)
    {
        var parts = section.Split('\n', 2);
        return new(parts[0] == "0", parts[1].Trim());
    }
}
