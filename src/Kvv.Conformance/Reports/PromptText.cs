using System.Globalization;
using System.Text;
using System.Text.Json;
using Kvv.Wire;

namespace Kvv.Conformance.Reports;

/// <summary>A request's conversation as text for people: a line for each role, pictures as a note on their size.</summary>
internal static class PromptText
{
    public static string Of(ChatRequest request)
    {
        if (request.Member("messages") is not { } json)
            return request.ToString();
        try
        {
            using var messages = JsonDocument.Parse(json);
            if (messages.RootElement.ValueKind != JsonValueKind.Array)
                return json;
            var text = new StringBuilder();
            foreach (var message in messages.RootElement.EnumerateArray())
                Message(text, message);
            if (request.Member("tools") is { } tools)
                text.Append(CultureInfo.InvariantCulture, $"tools:\n{tools}\n");
            return text.ToString().TrimEnd();
        }
        catch (JsonException)
        {
            // Malformed on purpose: shown as it was sent.
            return json;
        }
    }

    private static void Message(StringBuilder text, JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            text.Append(message.GetRawText()).Append('\n');
            return;
        }

        text.Append(message.TryGetProperty("role", out var role) ? role.ToString() : "(no role)").Append(": ");
        if (message.TryGetProperty("content", out var content))
            Content(text, content);
        foreach (var name in new[] { "reasoning_content", "tool_calls", "tool_call_id" })
        {
            if (message.TryGetProperty(name, out var member))
                text.Append(CultureInfo.InvariantCulture, $"\n[{name}] {member}");
        }

        text.Append('\n');
    }

    private static void Content(StringBuilder text, JsonElement content)
    {
        if (content.ValueKind != JsonValueKind.Array)
        {
            text.Append(content.ToString());
            return;
        }

        foreach (var part in content.EnumerateArray())
            text.Append(Part(part)).Append('\n');
    }

    private static string Part(JsonElement part)
    {
        if (part.ValueKind != JsonValueKind.Object)
            return part.GetRawText();
        if (part.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String)
            return text.GetString()!;
        foreach (var kind in new[] { "image_url", "video_url", "input_audio" })
        {
            if (part.TryGetProperty(kind, out var media))
            {
                var address = media.ValueKind == JsonValueKind.Object && media.TryGetProperty("url", out var url) ? url.ToString() : media.ToString();
                return address.StartsWith("data:", StringComparison.Ordinal)
                    ? string.Create(CultureInfo.InvariantCulture, $"[{kind}: {address[..Math.Max(0, address.IndexOf(','))]}, {address.Length} characters]")
                    : $"[{kind}: {address}]";
            }
        }

        return part.GetRawText();
    }
}
