using System.Collections.Concurrent;

namespace Kvv.ReferenceVendor.Conversation;

/// <summary>
/// Counts how often each body has been seen. Repeats of one request may then differ from each other, while no request depends
/// on what else arrived.
/// </summary>
internal sealed class OccurrenceBook
{
    private readonly ConcurrentDictionary<ulong, int> _seen = new();

    /// <summary>0 for the first request with this hash, 1 for the second …</summary>
    public int Next(ulong bodyHash) => _seen.AddOrUpdate(bodyHash, 0, (_, n) => n + 1);
}
