using System.Text.Json.Nodes;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Datasets;
using Kvv.Evaluation.Images;

namespace Kvv.Conformance.Benchmarks.Multimodal;

/// <summary>One user message with pictures and text. Pictures are sent byte for byte as the data set holds them, unless the user asks for JPEG.</summary>
internal static class PicturePrompt
{
    private const string Jpeg = "image/jpeg";

    /// <summary>The messages of a request.</summary>
    /// <param name="store">Where the pictures lie.</param>
    /// <param name="pictures">The pictures, before the text, in order.</param>
    /// <param name="text">The text.</param>
    /// <param name="compatibility">How pictures are sent.</param>
    /// <exception cref="DatasetException">A picture is missing or damaged.</exception>
    /// <exception cref="InvalidDataException">A picture cannot be turned into JPEG; the message says what to change.</exception>
    public static JsonArray Of(DatasetStore store, IEnumerable<BlobReference> pictures, string text, ImageCompatibility compatibility)
    {
        var content = new JsonArray();
        foreach (var picture in pictures)
        {
            var (mediaType, bytes) = File(store, picture, compatibility);
            content.Add((JsonNode)new JsonObject { ["type"] = "image_url", ["image_url"] = new JsonObject { ["url"] = $"data:{mediaType};base64,{Convert.ToBase64String(bytes)}" } });
        }

        content.Add((JsonNode)new JsonObject { ["type"] = "text", ["text"] = text });
        return new(new JsonObject { ["role"] = "user", ["content"] = content });
    }

    private static (string MediaType, byte[] Bytes) File(DatasetStore store, BlobReference picture, ImageCompatibility compatibility)
    {
        var bytes = store.ReadBlob(picture.Hash);
        if (compatibility == ImageCompatibility.Original || picture.MediaType == Jpeg)
            return (picture.MediaType, bytes);
        if (picture.MediaType != "image/png")
            throw new InvalidDataException($"ImageCompatibility=jpeg turns PNG pictures into JPEG, and the picture {picture.Hash[..16]} is {picture.MediaType}. Set ImageCompatibility=original to send every picture as it is.");
        try
        {
            return (Jpeg, JpegEncoder.Encode(PngDecoder.Decode(bytes)));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"ImageCompatibility=jpeg cannot turn the picture {picture.Hash[..16]} into JPEG: {e.Message} Set ImageCompatibility=original to send every picture as it is.", e);
        }
    }
}
