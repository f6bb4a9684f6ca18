using System.Text.Json.Nodes;

namespace Kvv.Evaluation.Datasets;

/// <summary>Stands in an item where a picture was: the bytes lie in the blob store under their hash.</summary>
/// <param name="Hash">SHA-256 of the bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="MediaType">For example <c>image/png</c>, read from the bytes themselves.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Width">Pixels across, or <see langword="null"/> when the format does not tell easily.</param>
/// <param name="Height">Pixels down, or <see langword="null"/>.</param>
public sealed record BlobReference(string Hash, string MediaType, long Bytes, int? Width, int? Height)
{
    private const string Member = "blob";

    /// <summary>Reads a member of an item.</summary>
    /// <param name="value">The member's value.</param>
    /// <returns>The reference, or <see langword="null"/> when the value is none.</returns>
    public static BlobReference? From(JsonNode? value) =>
        value is JsonObject o && o.Text(Member) is { } hash && BlobStore.IsHash(hash)
            ? new(hash, o.Text("mediaType") ?? "application/octet-stream", o.Long("bytes") ?? 0, o.Whole("width"), o.Whole("height"))
            : null;

    /// <summary>The form in which it stands in the file of the items.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { [Member] = Hash, ["mediaType"] = MediaType, ["bytes"] = Bytes };
        if (Width is not null && Height is not null)
        {
            json["width"] = Width;
            json["height"] = Height;
        }

        return json;
    }
}
