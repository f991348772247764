namespace Aspire.Hosting.Dcp;

/// <summary>The lines of an answer that is still being written.</summary>
internal sealed class DcpLineStream(string path, HttpResponseMessage response, Stream body) : IDisposable
{
    private readonly StreamReader _reader = new(body);

    /// <summary>The next line; null at the end.</summary>
    /// <exception cref="DcpException">The connection broke.</exception>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw DcpHttp.Unreachable($"GET {path}", exception);
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        response.Dispose();
    }
}
