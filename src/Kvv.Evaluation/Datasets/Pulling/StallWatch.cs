namespace Kvv.Evaluation.Datasets.Pulling;

/// <summary>Ends an answer when nothing came for a while; every piece that comes starts the clock anew.</summary>
internal sealed class StallWatch : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _linked;

    public StallWatch(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        _limit = limit;
        _silence = new(limit, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_silence.Token, cancellationToken);
    }

    public CancellationToken Token => _linked.Token;

    public void Restart() => _silence.CancelAfter(_limit);

    public void Dispose()
    {
        _linked.Dispose();
        _silence.Dispose();
    }
}
