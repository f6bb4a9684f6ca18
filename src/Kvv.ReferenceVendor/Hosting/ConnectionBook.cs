using System.Collections.Concurrent;

namespace Kvv.ReferenceVendor.Hosting;

/// <summary>Numbers connections in the order in which they are first used. Thread-safe.</summary>
internal sealed class ConnectionBook
{
    private readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private int _next = -1;

    public int Number(string connection) => _numbers.GetOrAdd(connection, _ => Interlocked.Increment(ref _next));
}
