using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Kvv.SelfTests.Wire;

/// <summary>
/// A TCP server on a free loopback port that plays a script to each connection: exact bytes in exact splits, silence, resets.
/// Knows just enough HTTP to read a request.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly ConcurrentQueue<ReceivedRequest> _requests = [];
    private readonly Func<ScriptedConnection, Task>[] _scripts;
    private readonly Task _accepting;

    private ScriptedServer(Func<ScriptedConnection, Task>[] scripts)
    {
        _scripts = scripts;
        _listener.Start(1024);
        _accepting = AcceptAsync();
    }

    /// <summary>Starts a server: the n-th connection is played the n-th script, all further ones the last.</summary>
    public static ScriptedServer Start(params Func<ScriptedConnection, Task>[] scripts) => new(scripts);

    /// <summary>A port on which nothing listens.</summary>
    public static int UnusedPort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri BaseUrl => new($"http://127.0.0.1:{Port}/v1");

    /// <summary>Every request read so far.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    public async ValueTask DisposeAsync()
    {
        // The listener is closed last: a closed one is "not listening" to a loop that was between two connections.
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                var script = _scripts[Math.Min(number, _scripts.Length - 1)];
                _connections.Add(Task.Run(() => PlayAsync(socket, script)));
            }
        }
        catch (OperationCanceledException)
        {
            // The server was stopped.
        }
    }

    private async Task PlayAsync(Socket socket, Func<ScriptedConnection, Task> script)
    {
        using var connection = new ScriptedConnection(socket, _requests.Enqueue, _stop.Token);
        try
        {
            await script(connection);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went away, or the test is over: both are part of the play.
        }
    }
}
