using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace CodiesVibe.AppHost.Topology;

/// <summary>Queries the container engine and its images through its HTTP API, without changing anything.</summary>
internal sealed class ContainerEngine : IDisposable
{
    /// <summary>For all queries about images together: a start does not wait longer for a registry.</summary>
    public static readonly TimeSpan ImagesLimit = TimeSpan.FromSeconds(5);

    private const string DefaultAddress = "unix:///var/run/docker.sock";
    private static readonly TimeSpan s_pingLimit = TimeSpan.FromSeconds(2);

    private readonly HttpClient _client;

    private ContainerEngine(Uri address)
    {
        Address = address;
        _client = address.Scheme switch
        {
            "unix" => new(new SocketsHttpHandler { ConnectCallback = (_, token) => ConnectAsync(address.LocalPath, token) }) { BaseAddress = new("http://engine") },
            "ssh" or "npipe" => new(),
            _ => new() { BaseAddress = new UriBuilder(address) { Scheme = "http" }.Uri },
        };
    }

    /// <summary>The address of the engine.</summary>
    public Uri Address { get; }

    /// <summary>The engine that <c>DOCKER_HOST</c> names, or the one of this machine.</summary>
    /// <exception cref="DistributedApplicationException"><c>DOCKER_HOST</c> is not a supported address.</exception>
    public static ContainerEngine From(IConfiguration configuration)
    {
        var value = configuration["DOCKER_HOST"] is { Length: > 0 } host ? host : DefaultAddress;
        return Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "unix" or "tcp" or "http" or "ssh" or "npipe"
            ? new ContainerEngine(address)
            : throw new DistributedApplicationException($"DOCKER_HOST is '{value}', which is not a supported address. Use the form unix:///path or tcp://host:port, or set AppHost:Runtime to 'processes'.");
    }

    /// <summary>Why the engine cannot be used, or null where it answers.</summary>
    public async Task<string?> FindFaultAsync()
    {
        if (Address.Scheme is "ssh" or "npipe")
        {
            return $"the container engine at {Address} cannot be checked over {Address.Scheme}";
        }

        if (Address.Scheme == "unix" && !File.Exists(Address.LocalPath))
        {
            return "no container engine is running on this machine";
        }

        try
        {
            using var limit = new CancellationTokenSource(s_pingLimit);
            using var answer = await _client.GetAsync("/_ping", limit.Token);
            return answer.IsSuccessStatusCode ? null : $"the container engine at {Address} responded with HTTP status {(int)answer.StatusCode}";
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return $"the container engine at {Address} does not respond";
        }
    }

    /// <summary>The first image that the engine does not have and cannot pull, as far as its registry answers in time; null if all are available.</summary>
    public async Task<string?> FindUnobtainableAsync(IReadOnlyList<ContainerImage> images, CancellationToken limit)
    {
        foreach (var image in images)
        {
            if (!await AnswersAsync($"/images/{image}/json", limit) && !await AnswersAsync($"/distribution/{image}/json", limit))
            {
                return image.ToString();
            }
        }

        return null;
    }

    public void Dispose() => _client.Dispose();

    private async Task<bool> AnswersAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetAsync(path, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
