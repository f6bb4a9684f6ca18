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
        if (compatibility == ImageCompatibility.Original)
            return (picture.MediaType, bytes);
        try
        {
            return (Jpeg, JpegEncoder.Encode(Decoded(picture, bytes)));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"ImageCompatibility=jpeg cannot encode the picture {picture.Hash[..16]} anew: {e.Message} Set ImageCompatibility=original to send every picture as it is.", e);
        }
    }

    /// <summary>The pixels that the makers' suite would encode: its loader turns photographs upright (huggingface/datasets#6739), and what their EXIF says is lost.</summary>
    private static Raster Decoded(BlobReference picture, byte[] bytes) => picture.MediaType switch
    {
        "image/png" => PngDecoder.Decode(bytes),
        Jpeg => JpegDecoder.Decode(bytes, upright: true),
        _ => throw new InvalidDataException($"only PNG and JPEG are read, and this is {picture.MediaType}."),
    };
}
