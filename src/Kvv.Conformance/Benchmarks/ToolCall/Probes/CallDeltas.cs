using System.Text.Json;
using Kvv.Conformance.Probing;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls.Probes;

/// <summary>One entry of <c>tool_calls</c> of one delta.</summary>
/// <param name="Name">The name it carries, or <see langword="null"/>.</param>
/// <param name="Arguments">The piece of arguments it carries, or <see langword="null"/>.</param>
internal sealed record CallDelta(string? Name, string? Arguments);

/// <summary>The pieces in which a stream brought its calls.</summary>
internal static class CallDeltas
{
    public static IReadOnlyList<CallDelta> Of(Exchange exchange) =>
    [
        .. from chunk in StreamChunks.Of(exchange)
           from choice in Items(chunk, "choices")
           let delta = Member(choice, "delta")
           from call in Items(delta, "tool_calls")
           let function = Member(call, "function")
           select new CallDelta(Text(function, "name"), Text(function, "arguments")),
    ];

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;

    private static List<JsonElement> Items(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static string? Text(JsonElement parent, string name) => Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
