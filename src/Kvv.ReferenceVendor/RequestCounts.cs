using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kvv.ReferenceVendor;

/// <summary>What the endpoint has seen so far. Safe to read and write from any thread.</summary>
public sealed class RequestCounts
{
    private readonly ConcurrentDictionary<string, int> _byPath = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, int> _byStatus = new();
    private readonly ConcurrentQueue<RecordedRequest> _recorded = new();
    private int _total;
    private int _inFlight;
    private int _peak;

    /// <summary>Requests received.</summary>
    public int Total => Volatile.Read(ref _total);

    /// <summary>Requests being answered right now.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>The most requests that were being answered at once.</summary>
    public int PeakInFlight => Volatile.Read(ref _peak);

    /// <summary>Requests received by path, for example <c>/v1/chat/completions</c>.</summary>
    public IReadOnlyDictionary<string, int> ByPath => new Dictionary<string, int>(_byPath);

    /// <summary>Replies by HTTP status.</summary>
    public IReadOnlyDictionary<int, int> ByStatus => new Dictionary<int, int>(_byStatus);

    /// <summary>The requests in the order of arrival; empty unless <see cref="ReferenceOptions.RecordRequests"/> is set.</summary>
    public IReadOnlyList<RecordedRequest> Recorded => [.. _recorded];

    internal int Arrive(string path)
    {
        _byPath.AddOrUpdate(path, 1, (_, n) => n + 1);
        var now = Interlocked.Increment(ref _inFlight);
        int peak;
        while (now > (peak = Volatile.Read(ref _peak)) && Interlocked.CompareExchange(ref _peak, now, peak) != peak)
        {
            // Another request raised the peak in between; compare again.
        }

        return Interlocked.Increment(ref _total);
    }

    internal void Record(int number, string path, string body, IHeaderDictionary headers) => _recorded.Enqueue(new(
        number, path, body, headers.Where(h => !h.Key.Equals(HeaderNames.Authorization, StringComparison.OrdinalIgnoreCase)).ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));

    internal void Answered(int status) => _byStatus.AddOrUpdate(status, 1, (_, n) => n + 1);

    internal void Leave() => Interlocked.Decrement(ref _inFlight);
}

/// <summary>One request as it came in.</summary>
/// <param name="Number">Arrival number, from 1.</param>
/// <param name="Path">The path asked for.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Headers">The headers by name, whatever its case; without the key.</param>
public sealed record RecordedRequest(int Number, string Path, string Body, IReadOnlyDictionary<string, string> Headers);
