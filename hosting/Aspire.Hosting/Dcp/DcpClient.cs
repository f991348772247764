using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// The objects of an engine. Every method throws <see cref="DcpException"/> when the engine refuses or cannot be
/// reached, and <see cref="ArgumentException"/> for a name that no object can have.
/// </summary>
internal sealed class DcpClient(DcpKubeconfig access, X509Certificate2 root) : IDisposable
{
    private const string ExecutionPath = "/admin/execution";

    private static readonly MediaTypeHeaderValue s_mergePatch = new("application/merge-patch+json");
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly DcpHttp _http = new(access, root);

    /// <summary>Creates an object and returns what the engine made of it.</summary>
    public Task<T> CreateAsync<T>(T value, CancellationToken cancellationToken) where T : class, IDcpObject<T>
    {
        DcpName.Check(value.Metadata.Name);
        return _http.SendAsync(HttpMethod.Post, Path<T>(), JsonContent.Create(value, T.Json), T.Json, cancellationToken);
    }

    public Task<T> GetAsync<T>(string name, CancellationToken cancellationToken) where T : class, IDcpObject<T> =>
        _http.SendAsync(HttpMethod.Get, Path<T>(name), null, T.Json, cancellationToken);

    public async Task<IReadOnlyList<T>> ListAsync<T>(CancellationToken cancellationToken) where T : class, IDcpObject<T>
    {
        var list = await _http.SendAsync(HttpMethod.Get, Path<T>(), null, DcpJson.Default.DcpList, cancellationToken).ConfigureAwait(false);
        return [.. list.Items.Select(item => item.Deserialize(T.Json)!)];
    }

    /// <summary>Changes the named fields (JSON merge patch), for example <c>{"spec":{"stop":true}}</c>.</summary>
    public Task<T> PatchAsync<T>(string name, JsonObject patch, CancellationToken cancellationToken) where T : class, IDcpObject<T> =>
        _http.SendAsync(HttpMethod.Patch, Path<T>(name), Patch(patch), T.Json, cancellationToken);

    /// <summary>Deletes an object and ends what it stands for. Returns before that is done.</summary>
    public Task DeleteAsync<T>(string name, CancellationToken cancellationToken) where T : class, IDcpObject<T> =>
        _http.SendAsync(HttpMethod.Delete, Path<T>(name), null, DcpJson.Default.JsonElement, cancellationToken);

    /// <summary>Returns when no object has this name any more, so that it can be used again.</summary>
    public async Task WaitForDeletionAsync<T>(string name, CancellationToken cancellationToken) where T : class, IDcpObject<T>
    {
        try
        {
            while (true)
            {
                await GetAsync<T>(name, cancellationToken).ConfigureAwait(false);
                await Task.Delay(s_pause, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DcpException exception) when (exception.IsNotFound)
        {
        }
    }

    /// <summary>
    /// Every object of a kind as it is, then every change. A lost connection is opened again: objects are then
    /// announced as added once more, and a deletion in between is not announced.
    /// </summary>
    /// <param name="name">Only the object of this name.</param>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="DcpException">The engine is gone.</exception>
    public async IAsyncEnumerable<DcpWatchEvent<T>> WatchAsync<T>(
        string? name = null, [EnumeratorCancellation] CancellationToken cancellationToken = default) where T : class, IDcpObject<T>
    {
        var path = $"{Path<T>()}?watch=true{(name is null ? "" : $"&fieldSelector=metadata.name={DcpName.Check(name)}")}";
        while (true)
        {
            using var lines = await _http.OpenAsync(path, cancellationToken).ConfigureAwait(false);
            while (await NextAsync(lines, cancellationToken).ConfigureAwait(false) is { } line)
            {
                yield return DcpWatchEvent<T>.Parse(line);
            }
            await Task.Delay(s_pause, cancellationToken).ConfigureAwait(false);
        }

        static async ValueTask<string?> NextAsync(DcpLineStream lines, CancellationToken cancellationToken)
        {
            try
            {
                return await lines.ReadAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (DcpException exception) when (exception.IsUnreachable)
            {
                return null; // whether the engine is gone shows when the connection is opened again
            }
        }
    }

    /// <summary>The lines that a process wrote, or what the engine says about it.</summary>
    /// <param name="name">The object, which need not have started.</param>
    /// <param name="source">One of <see cref="DcpLogSource"/>.</param>
    /// <param name="follow">Go on until the process has ended; the end shows up to 5 s later.</param>
    /// <param name="timestamps">Put the time (RFC 3339) and a blank before each line.</param>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    public async IAsyncEnumerable<string> GetLogsAsync<T>(
        string name, string source, bool follow, bool timestamps = false,
        [EnumeratorCancellation] CancellationToken cancellationToken = default) where T : class, IDcpObject<T>
    {
        var path = $"{Path<T>(name)}/log?source={source}&follow={(follow ? "true" : "false")}&timestamps={(timestamps ? "true" : "false")}";
        using var lines = await _http.OpenAsync(path, cancellationToken).ConfigureAwait(false);
        while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Whether the API answers.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _http.SendAsync(HttpMethod.Get, ExecutionPath, null, DcpJson.Default.JsonElement, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DcpException)
        {
            return false;
        }
    }

    /// <summary>Tells the engine to clean up and to end. An engine that is gone already is fine.</summary>
    public async Task StopEngineAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stop = Patch(new JsonObject { ["status"] = "Stopping", ["shutdownResourceCleanup"] = "Full" });
            await _http.SendAsync(HttpMethod.Patch, ExecutionPath, stop, DcpJson.Default.JsonElement, cancellationToken).ConfigureAwait(false);
        }
        catch (DcpException exception) when (exception.IsUnreachable)
        {
        }
    }

    /// <summary>Makes the engine forget the containers that it is still trying to start. An engine that is gone is fine.</summary>
    public async Task ReleaseStartingContainersAsync(CancellationToken cancellationToken)
    {
        try
        {
            var containers = await ListAsync<DcpContainer>(cancellationToken).ConfigureAwait(false);
            foreach (var container in containers.Where(c => c.Status?.State == DcpContainerState.Starting))
            {
                await ReleaseContainerAsync(container.Metadata.Name, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DcpException exception) when (exception.IsUnreachable || exception.IsNotFound)
        {
        }
    }

    /// <summary>Makes the engine forget a container, whatever it is doing with it.</summary>
    public Task ReleaseContainerAsync(string name, CancellationToken cancellationToken) =>
        PatchAsync<DcpContainer>(name, new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } }, cancellationToken);

    private static string Path<T>() where T : class, IDcpObject<T> => $"/apis/{DcpJson.ApiVersion}/{T.Plural}";

    private static string Path<T>(string name) where T : class, IDcpObject<T> => $"{Path<T>()}/{DcpName.Check(name)}";

    private static JsonContent Patch(JsonObject patch) => JsonContent.Create(patch, DcpJson.Default.JsonObject, s_mergePatch);

    public void Dispose() => _http.Dispose();
}
