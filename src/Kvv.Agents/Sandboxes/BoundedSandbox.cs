namespace Kvv.Agents.Sandboxes;

/// <summary>Lets only so many commands run at once, so that many episodes at a time do not run into each other's time limits.</summary>
public sealed class BoundedSandbox : ISandbox, IDisposable
{
    private readonly ISandbox _sandbox;
    private readonly SemaphoreSlim _slots;

    /// <summary>Creates the bound.</summary>
    /// <param name="sandbox">Where commands run.</param>
    /// <param name="concurrency">Commands at once, at least 1.</param>
    public BoundedSandbox(ISandbox sandbox, int concurrency)
    {
        _sandbox = sandbox;
        _slots = new(concurrency, concurrency);
    }

    /// <inheritdoc/>
    public string Name => _sandbox.Name;

    /// <inheritdoc/>
    public async Task<SandboxRun> RunAsync(Workspace workspace, string command, SandboxLimits limits, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await _sandbox.RunAsync(workspace, command, limits, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();
}
