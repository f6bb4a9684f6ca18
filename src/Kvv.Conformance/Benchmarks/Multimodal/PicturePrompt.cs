using System.Text.Json.Nodes;
using Kvv.Evaluation.Datasets;

namespace Kvv.Conformance.Benchmarks.Multimodal;

/// <summary>One user message with pictures and text. Pictures are sent byte for byte as the data set holds them.</summary>
internal static class PicturePrompt
{
    /// <summary>The messages of a request.</summary>
    /// <param name="store">Where the pictures lie.</param>
    /// <param name="pictures">The pictures, before the text, in order.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="DatasetException">A picture is missing or damaged.</exception>
    public static JsonArray Of(DatasetStore store, IEnumerable<BlobReference> pictures, string text)
    {
        var content = new JsonArray();
        foreach (var picture in pictures)
        {
            var url = $"data:{picture.MediaType};base64,{Convert.ToBase64String(store.ReadBlob(picture.Hash))}";
            content.Add((JsonNode)new JsonObject { ["type"] = "image_url", ["image_url"] = new JsonObject { ["url"] = url } });
        }

        content.Add((JsonNode)new JsonObject { ["type"] = "text", ["text"] = text });
        return new(new JsonObject { ["role"] = "user", ["content"] = content });
    }
}
