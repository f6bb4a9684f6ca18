namespace Kvv.Agents.Sandboxes;

/// <summary>Bounds the memory that all processes of one sandbox have together.</summary>
internal abstract class MemoryGuard : IAsyncDisposable
{
    /// <summary>A control group where this machine lets us make one, else a watch.</summary>
    /// <param name="bytes">The bound.</param>
    public static MemoryGuard Best(long bytes) => MemoryGroups.Host is { } groups ? groups.Make(bytes) : new MemoryWatch(bytes);

    /// <summary>The command that starts another under this guard.</summary>
    /// <param name="command">Program and arguments.</param>
    public virtual IReadOnlyList<string> Start(IReadOnlyList<string> command) => command;

    /// <summary>Watches the processes.</summary>
    /// <param name="root">The sandbox's first process.</param>
    /// <param name="swollen">Cancelled when all are to be killed.</param>
    /// <param name="ended">Ends the watching; it returns then and does not throw.</param>
    public virtual Task WatchAsync(int root, CancellationTokenSource swollen, CancellationToken ended) => Task.CompletedTask;

    /// <summary>Whether a process was killed for the memory of all.</summary>
    public virtual bool HasKilled() => false;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync();

    /// <summary>Takes the guard away once no process is left.</summary>
    protected virtual Task CloseAsync() => Task.CompletedTask;
}
