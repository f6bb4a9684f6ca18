using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>An answer as bytes, with views for either mode.</summary>
internal sealed record Reply(int Status, string MediaType, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public bool IsStream => MediaType == "text/event-stream";

    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? ErrorCode => (string?)Json["error"]?["code"];

    public string? ErrorParam => (string?)Json["error"]?["param"];

    /// <summary>The payloads of all events, the terminator included.</summary>
    public IReadOnlyList<string> Events => [.. Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(e => e["data: ".Length..])];

    public IReadOnlyList<JsonNode> Chunks => [.. Events.Where(e => e != "[DONE]").Select(e => JsonNode.Parse(e)!)];

    public IEnumerable<JsonNode> Deltas(int choice = 0) =>
        Chunks.SelectMany(c => c["choices"]!.AsArray()).Where(c => (int)c!["index"]! == choice).Select(c => c!["delta"]!);

    public string? Content => Field("content");

    public string? Reasoning => Field("reasoning_content");

    public string? FinishReason => (string?)(IsStream
        ? Chunks.SelectMany(c => c["choices"]!.AsArray()).LastOrDefault(c => c!["finish_reason"] is not null)?["finish_reason"]
        : Json["choices"]![0]!["finish_reason"]);

    public JsonNode? Usage => IsStream ? Chunks.LastOrDefault(c => c["choices"]!.AsArray().Count == 0)?["usage"] : Json["usage"];

    public int PromptTokens => (int)Usage!["prompt_tokens"]!;

    public int CompletionTokens => (int)Usage!["completion_tokens"]!;

    public IReadOnlyList<(string Id, string Name, string Arguments)> Calls => IsStream ? StreamedCalls() : WholeCalls();

    /// <summary>A message field; of a stream, its deltas joined.</summary>
    public string? Field(string name)
    {
        if (!IsStream)
            return (string?)Json["choices"]![0]!["message"]![name];
        var parts = Deltas().Where(d => d[name] is not null).Select(d => (string?)d[name]).ToList();
        return parts.Count == 0 ? null : string.Concat(parts);
    }

    private List<(string, string, string)> WholeCalls() =>
        [.. (Json["choices"]![0]!["message"]!["tool_calls"]?.AsArray() ?? []).Select(c => ((string)c!["id"]!, (string)c["function"]!["name"]!, (string)c["function"]!["arguments"]!))];

    private List<(string, string, string)> StreamedCalls() =>
        [.. Deltas().SelectMany(d => d["tool_calls"]?.AsArray() ?? []).GroupBy(c => (int)c!["index"]!).OrderBy(g => g.Key).Select(g =>
            (string.Concat(g.Select(c => (string?)c!["id"])), string.Concat(g.Select(c => (string?)c!["function"]!["name"])), string.Concat(g.Select(c => (string?)c!["function"]!["arguments"]))))];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Status} {MediaType}: {Text[..Math.Min(Text.Length, 2000)]}");
}
