using System.Net.ServerSentEvents;
using System.Text.Json;
using Kvv.Wire;

namespace Kvv.Conformance.Probing;

/// <summary>
/// Reads the chunks of a stream once more from its bytes, for rules about single deltas that the folded reply no longer shows.
/// What is no JSON object is passed over here: the stream assembler has reported it already.
/// </summary>
internal static class StreamChunks
{
    public static IReadOnlyList<JsonElement> Of(Exchange exchange)
    {
        if (exchange.MediaType != "text/event-stream")
            return [];
        using var body = new MemoryStream(exchange.Body.ToArray(), writable: false);
        return [.. SseParser.Create(body).Enumerate().Select(e => Parse(e.Data)).OfType<JsonElement>()];
    }

    private static JsonElement? Parse(string data)
    {
        try
        {
            using var document = JsonDocument.Parse(data);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            // [DONE], or a frame that is reported elsewhere.
            return null;
        }
    }
}
