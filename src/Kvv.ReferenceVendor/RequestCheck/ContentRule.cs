using System.Text.Json;

namespace Kvv.ReferenceVendor.RequestCheck;

/// <summary>Message content: text, or parts of the kinds the role and the model know.</summary>
internal sealed class ContentRule : IRequestRule
{
    public IEnumerable<Refusal> Examine(Candidate request)
    {
        var index = 0;
        foreach (var message in request.Body.Items("messages"))
        {
            if (message.Has("content", out var content))
            {
                foreach (var refusal in Content(content, message.Text("role") ?? "", $"messages[{index}].content", request))
                    yield return refusal;
            }

            index++;
        }
    }

    private static IEnumerable<Refusal> Content(JsonElement content, string role, string at, Candidate request)
    {
        if (content.ValueKind == JsonValueKind.String)
            yield break;
        if (content.ValueKind != JsonValueKind.Array)
        {
            yield return Wrong(at, "must be a string or an array of parts", "invalid_type");
            yield break;
        }

        if (content.GetArrayLength() == 0 && role == "user")
            yield return Wrong(at, "must not be an empty array");
        var index = 0;
        foreach (var part in content.EnumerateArray())
        {
            if (Part(part, role, $"{at}[{index++}]", request) is { } refusal)
                yield return refusal;
        }
    }

    private static Refusal? Part(JsonElement part, string role, string at, Candidate request) => part.Text("type") switch
    {
        "text" => part.Text("text") is null ? Wrong($"{at}.text", "must be a string") : null,
        "image_url" when role is "assistant" or "system" => Wrong(at, $"may not be an image in a message of the role '{role}'"),
        "image_url" => request.Contract.Features.Vision ? Image(part, at) : Wrong(at, "is an image, which this model cannot read", "unsupported_content"),
        "video_url" when role is "assistant" or "system" => Wrong(at, $"may not be a video in a message of the role '{role}'"),
        "video_url" => request.Contract.Features.Video ? Video(part, at) : Wrong(at, "is a video, which this model cannot read", "unsupported_content"),
        _ => Wrong($"{at}.type", "must be one of text, image_url, video_url"),
    };

    private static Refusal? Image(JsonElement part, string at)
    {
        var url = part.Has("image_url", out var image) ? image.ValueKind == JsonValueKind.String ? image.GetString() : image.Text("url") : null;
        if (url is null)
            return Wrong($"{at}.image_url.url", "must be a string");
        return Vision.ImageData.TryRead(url, out _, out var why) ? null : Wrong($"{at}.image_url.url", why, "invalid_image");
    }

    private static Refusal? Video(JsonElement part, string at)
    {
        var url = part.Has("video_url", out var video) ? video.ValueKind == JsonValueKind.String ? video.GetString() : video.Text("url") : null;
        if (url is null)
            return Wrong($"{at}.video_url.url", "must be a string");
        return url.StartsWith("data:video/", StringComparison.OrdinalIgnoreCase) && Vision.ImageData.TryDecode(url, out _, out _)
            ? null
            : Wrong($"{at}.video_url.url", "must be a base64 data URL of a video", "invalid_video");
    }

    private static Refusal Wrong(string at, string what, string code = "invalid_value") =>
        Refusal.Bad(BrokenRule.Content, $"{at} {what}.", at, code);
}
