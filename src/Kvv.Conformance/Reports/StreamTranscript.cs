using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kvv.Conformance.Reports;

/// <summary>
/// A stream as a person reads it: a line for each event with what it adds. The raw bytes say the same in ten times the space;
/// what is no chunk of a chat completion is shown as it came.
/// </summary>
internal static class StreamTranscript
{
    private const int MostEvents = 2000;
    private const int LongestText = 400;

    /// <summary>The transcript of the text of a <c>text/event-stream</c>.</summary>
    public static string Of(string stream)
    {
        var shown = new StringBuilder();
        var events = 0;
        foreach (var line in stream.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0))
        {
            if (++events > MostEvents)
            {
                shown.Append(CultureInfo.InvariantCulture, $"… further events: see the raw answer\n");
                break;
            }

            shown.Append(CultureInfo.InvariantCulture, $"{events,4}  {(line.StartsWith("data:", StringComparison.Ordinal) ? Event(line["data:".Length..].Trim()) : VisibleText.Line(line, LongestText))}\n");
        }

        return shown.ToString();
    }

    private static string Event(string data)
    {
        if (data == "[DONE]")
            return data;
        try
        {
            using var chunk = JsonDocument.Parse(data);
            var parts = new List<string>();
            if (chunk.RootElement.ValueKind != JsonValueKind.Object)
                return VisibleText.Line(data, LongestText);
            if (chunk.RootElement.Member("choices") is { ValueKind: JsonValueKind.Array } choices)
            {
                foreach (var choice in choices.EnumerateArray())
                    Choice(parts, choice);
            }

            foreach (var name in new[] { "usage", "error" })
            {
                if (chunk.RootElement.Member(name) is { ValueKind: not JsonValueKind.Null } value)
                    parts.Add($"{name} {Text(value)}");
            }

            return parts.Count > 0 ? string.Join(", ", parts) : VisibleText.Line(data, LongestText);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Torn, cut, or not JSON at all: that is what the reader looks for.
            return $"not JSON: {VisibleText.Line(data, LongestText)}";
        }
    }

    private static void Choice(List<string> parts, JsonElement choice)
    {
        if (choice.Member("index") is { } index && Text(index) != "0")
            parts.Add($"choice {Text(index)}");
        if (choice.Member("delta") is { ValueKind: JsonValueKind.Object } delta)
        {
            foreach (var member in delta.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.Null)
                    parts.Add($"{VisibleText.Line(member.Name, 40)} {Text(member.Value)}");
            }
        }

        if (choice.Member("finish_reason") is { ValueKind: not JsonValueKind.Null } reason)
            parts.Add($"finish_reason {Text(reason)}");
    }

    private static string Text(JsonElement value) => VisibleText.Line(value.GetRawText(), LongestText);
}
