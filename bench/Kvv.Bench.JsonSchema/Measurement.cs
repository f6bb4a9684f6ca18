using System.Diagnostics;

namespace Kvv.Bench.JsonSchemas;

/// <summary>What one operation costs.</summary>
/// <param name="PerSecond">Operations a second on one thread, the best of several rounds.</param>
/// <param name="BytesAllocated">Managed bytes that one operation allocates.</param>
internal readonly record struct Measurement(double PerSecond, double BytesAllocated)
{
    private const int Rounds = 5;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(400);

    /// <summary>Measures an operation after a warm-up of one round; the best round counts, because other load only ever slows.</summary>
    public static Measurement Of(Action operation)
    {
        Run(operation);
        var best = default(Measurement);
        for (var i = 0; i < Rounds; i++)
        {
            var figure = Run(operation);
            if (figure.PerSecond > best.PerSecond)
                best = figure;
        }

        return best;
    }

    private static Measurement Run(Action operation)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var count = 0;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Round)
        {
            operation();
            count++;
        }

        var seconds = clock.Elapsed.TotalSeconds;
        return new(count / seconds, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)count);
    }
}
