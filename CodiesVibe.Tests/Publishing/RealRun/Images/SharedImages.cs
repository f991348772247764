using CodiesVibe.Tests.Publishing.RealRun.Images;
using CodiesVibe.Tests.Support.Docker;

[assembly: AssemblyFixture(typeof(SharedImages))]

namespace CodiesVibe.Tests.Publishing.RealRun.Images;

/// <summary>The images of production for several engines: one builds them, and the others copy them, since a build takes minutes of both cores.</summary>
public sealed class SharedImages : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private DockerClient? _source;

    /// <summary>Gives an engine the images.</summary>
    internal async Task ProvideAsync(DockerClient engine)
    {
        await _turn.WaitAsync();
        try
        {
            if (_source is null)
            {
                await ProductionImages.MakeAsync(engine);
                _source = engine;
            }
            else
            {
                await ProductionImages.CopyAsync(_source, engine);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Copies nothing from an engine any more, because it ends.</summary>
    internal async Task WithdrawAsync(DockerClient engine)
    {
        await _turn.WaitAsync();
        _source = _source == engine ? null : _source;
        _turn.Release();
    }

    public void Dispose() => _turn.Dispose();
}
