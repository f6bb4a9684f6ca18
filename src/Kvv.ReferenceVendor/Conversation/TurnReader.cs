using System.Text;
using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;
using Kvv.ReferenceVendor.Vision;

namespace Kvv.ReferenceVendor.Conversation;

/// <summary>Reads one message.</summary>
internal static class TurnReader
{
    public static Turn Read(JsonElement message)
    {
        var (text, pictures) = Content(message);
        return new(message.Text("role") ?? "user", text)
        {
            Reasoning = message.Text("reasoning_content") ?? message.Text("reasoning"),
            Calls = [.. message.Items("tool_calls").Select(Call)],
            CallId = message.Text("tool_call_id"),
            Pictures = pictures,
            Tools = [.. ToolReader.Read(message)],
        };
    }

    private static (string Text, IReadOnlyList<Picture> Pictures) Content(JsonElement message)
    {
        if (!message.Has("content", out var content))
            return ("", []);
        if (content.ValueKind == JsonValueKind.String)
            return (content.GetString()!, []);
        var text = new StringBuilder();
        var pictures = new List<Picture>();
        foreach (var part in message.Items("content"))
        {
            if (part.Text("text") is { } words)
                text.Append(words);
            else if (part.Has("image_url", out var image)
                && (image.ValueKind == JsonValueKind.String ? image.GetString() : image.Text("url")) is { } url
                && ImageData.TryRead(url, out var bytes, out _))
                pictures.Add(new(bytes, text.Length));
            else if (part.Has("video_url", out var video)
                && (video.ValueKind == JsonValueKind.String ? video.GetString() : video.Text("url")) is { } clip
                && ImageData.TryDecode(clip, out var film, out _))
                pictures.Add(new(film, text.Length) { IsVideo = true });
        }

        return (text.ToString(), pictures);
    }

    private static PastCall Call(JsonElement call)
    {
        var function = call.Has("function", out var f) ? f : default;
        var arguments = function.Has("arguments", out var a) ? a.ValueKind == JsonValueKind.String ? a.GetString()! : a.GetRawText() : "";
        return new(call.Text("id") ?? "", function.Text("name") ?? "", arguments);
    }
}
