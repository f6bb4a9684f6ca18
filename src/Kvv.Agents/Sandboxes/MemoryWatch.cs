using System.Globalization;

namespace Kvv.Agents.Sandboxes;

/// <summary>
/// Sums the resident memory of a sandbox's process tree and has it killed above the bound. It needs no rights, but it looks
/// only ten times a second, and it does not see memory that no process has mapped (such as a file in memory that is open only).
/// </summary>
/// <param name="bytes">The bound.</param>
internal sealed class MemoryWatch(long bytes) : MemoryGuard
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public override async Task WatchAsync(int root, CancellationTokenSource swollen, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            var tree = ProcessTree.Below(root);
            // Pages shared after a fork count for each process in the quick sum; the exact one is asked only when that is too much.
            if (tree.Sum(Resident) > bytes && tree.Sum(p => Proportional(p) ?? Resident(p)) > bytes)
            {
                await swollen.CancelAsync();
                return;
            }

            await Task.Delay(Pause, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Resident bytes, shared ones included: the second number of <c>statm</c>, in pages.</summary>
    private static long Resident(int process) =>
        ProcessTree.Read(process, "statm") is { } text && text.Split(' ') is [_, var pages, ..] && long.TryParse(pages, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count * Environment.SystemPageSize
            : 0;

    /// <summary>Resident bytes, each shared page divided by those who share it; <see langword="null"/> where the kernel does not tell.</summary>
    private static long? Proportional(int process)
    {
        var line = ProcessTree.Read(process, "smaps_rollup")?.Split('\n').FirstOrDefault(l => l.StartsWith("Pss:", StringComparison.Ordinal));
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..] && long.TryParse(kilobytes, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count << 10 : null;
    }
}
