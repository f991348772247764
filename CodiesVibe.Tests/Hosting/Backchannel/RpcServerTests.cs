using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Aspire.Hosting.Backchannel;
using StreamJsonRpc;

namespace CodiesVibe.Tests.Hosting.Backchannel;

/// <summary>What becomes of the calls of a client.</summary>
public sealed class RpcServerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rpc-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_client_that_is_gone_follows_nothing_any_more()
    {
        var token = TestContext.Current.CancellationToken;
        var path = Path.Combine(folder.FullName, "s");
        var target = new Endless();
        await using var server = RpcServer.Listen(path, () => [target]);

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), token);
        using (var client = new JsonRpc(new HeaderDelimitedMessageHandler(new NetworkStream(socket), new SystemTextJsonFormatter())))
        {
            client.StartListening();
            var numbers = await client.InvokeWithCancellationAsync<IAsyncEnumerable<int>>(nameof(Endless.CountAsync), cancellationToken: token);
            var reading = numbers.GetAsyncEnumerator(token);
            Assert.True(await reading.MoveNextAsync());
            var next = reading.MoveNextAsync().AsTask();
            await target.Waits.WaitAsync(Patience, token);

            // Without a goodbye, as one that is killed.
            socket.Shutdown(SocketShutdown.Both);
            await target.Ended.WaitAsync(Patience, token);
            Assert.NotNull(await Record.ExceptionAsync(() => next));
        }
    }

    private sealed class Endless
    {
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private readonly TaskCompletionSource waits = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => ended.Task;

        public Task Waits => waits.Task;

        public async IAsyncEnumerable<int> CountAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                yield return 1;
                waits.SetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                ended.SetResult();
            }
        }
    }
}
