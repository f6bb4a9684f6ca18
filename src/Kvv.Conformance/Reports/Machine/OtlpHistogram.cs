using System.Globalization;
using System.Text.Json.Nodes;

namespace Kvv.Conformance.Reports.Machine;

/// <summary>A histogram with the bucket boundaries that the semantic conventions state.</summary>
internal sealed class OtlpHistogram(IReadOnlyList<double> bounds)
{
    /// <summary>Boundaries for token counts (GenAI semantic conventions, <c>gen_ai.client.token.usage</c>).</summary>
    public static readonly IReadOnlyList<double> Tokens = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864];

    /// <summary>Boundaries for seconds (GenAI semantic conventions, <c>gen_ai.client.operation.duration</c>).</summary>
    public static readonly IReadOnlyList<double> Seconds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];

    private readonly long[] _buckets = new long[bounds.Count + 1];
    private double _sum;
    private double _least = double.PositiveInfinity;
    private double _most = double.NegativeInfinity;

    public long Count => _buckets.Sum();

    /// <summary>Adds a value; a boundary belongs to the bucket below it.</summary>
    public void Add(double value)
    {
        var bucket = 0;
        while (bucket < bounds.Count && value > bounds[bucket])
            bucket++;
        _buckets[bucket]++;
        _sum += value;
        _least = Math.Min(_least, value);
        _most = Math.Max(_most, value);
    }

    /// <summary>The histogram as one data point.</summary>
    public JsonObject Point(string start, string end, JsonArray attributes) => new()
    {
        ["attributes"] = attributes,
        ["startTimeUnixNano"] = start,
        ["timeUnixNano"] = end,
        ["count"] = Count.ToString(CultureInfo.InvariantCulture),
        ["sum"] = _sum,
        ["min"] = _least,
        ["max"] = _most,
        ["bucketCounts"] = new JsonArray([.. _buckets.Select(b => (JsonNode)b.ToString(CultureInfo.InvariantCulture))]),
        ["explicitBounds"] = new JsonArray([.. bounds.Select(b => (JsonNode)b)]),
    };
}
