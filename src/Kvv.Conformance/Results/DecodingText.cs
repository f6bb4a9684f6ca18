using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Results;

/// <summary>Reads off a benchmark's requests how they ask for tokens: temperature, limits, thinking, streaming.</summary>
internal static class DecodingText
{
    // What differs from item to item, or is the item itself.
    private static readonly HashSet<string> NotDecoding = new(["model", "messages", "tools", "response_format"], StringComparer.Ordinal);

    /// <summary>The decoding of the first item's request; every item of a benchmark is sent with the same.</summary>
    public static JsonObject? Of(Benchmark benchmark)
    {
        if (benchmark.Dataset.Samples.Count == 0)
            return null;
        var request = benchmark.Play.FirstRequest(benchmark.Dataset.Samples[0], epoch: 0);
        if (request.IsExact)
            return null;
        var decoding = new JsonObject();
        foreach (var name in request.MemberNames.Where(n => !NotDecoding.Contains(n)).Distinct(StringComparer.Ordinal))
            decoding[name] = Value(request.Member(name)!);
        return decoding;
    }

    private static JsonNode? Value(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            // A member that is malformed on purpose is shown as the text it is.
            return JsonValue.Create(json);
        }
    }
}
