using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Kvv.Conformance.Benchmarks.Multimodal.Vision;

/// <summary>Puts the pictures of a folder into messages, spelt as a probe asks for.</summary>
/// <param name="folder">The folder with the files.</param>
internal sealed class PictureFolder(string folder)
{
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>A file's bytes.</summary>
    /// <exception cref="InvalidDataException">There is no such file.</exception>
    public byte[] Bytes(string name) => _files.GetOrAdd(name, n => File.Exists(Path.Combine(folder, n))
        ? File.ReadAllBytes(Path.Combine(folder, n))
        : throw new InvalidDataException($"The picture {n} is not there: {Path.Combine(folder, n)} does not exist."));

    /// <summary>The messages with every part that names a picture turned into one that holds it.</summary>
    /// <param name="messages">As a probe states them.</param>
    /// <param name="offer">Serves a picture that is given by its address: its path, bytes and media type to its address.</param>
    /// <param name="bytes">The bytes of all files in the messages, before base64.</param>
    public JsonArray Fill(JsonArray messages, Func<string, byte[], string, Uri> offer, out long bytes)
    {
        var filled = (JsonArray)messages.DeepClone();
        bytes = 0;
        foreach (var message in filled)
        {
            if (message!["content"] is not JsonArray parts)
                continue;
            for (var i = 0; i < parts.Count; i++)
                parts[i] = Part((JsonObject)parts[i]!, offer, ref bytes);
        }

        return filled;
    }

    private JsonObject Part(JsonObject part, Func<string, byte[], string, Uri> offer, ref long bytes)
    {
        if ((string?)part["text"] is { } text)
            return new() { ["type"] = "text", ["text"] = text };
        var name = (string?)part["picture"] ?? (string?)part["video"] ?? throw new InvalidDataException($"A part of a probe is neither text nor picture nor clip: {part.ToJsonString()}");
        var file = Bytes(name);
        bytes += file.Length;
        var url = (string?)part["address"] is { } path
            ? offer(path, file, (string?)part["type"] ?? MediaType(name)).ToString()
            : $"{(string?)part["scheme"] ?? "data"}:{(string?)part["type"] ?? MediaType(name)};base64,{Encode(file, (string?)part["encoding"])}";
        if (part.ContainsKey("video"))
            return new() { ["type"] = "video_url", ["video_url"] = new JsonObject { ["url"] = url } };
        if ((string?)part["form"] == "string")
            return new() { ["type"] = "image_url", ["image_url"] = url };
        var image = new JsonObject { ["url"] = url };
        if ((string?)part["detail"] is { } detail)
            image["detail"] = detail;
        return new() { ["type"] = "image_url", ["image_url"] = image };
    }

    private static string Encode(byte[] file, string? how)
    {
        var text = Convert.ToBase64String(file);
        return how switch
        {
            null => text,
            // RFC 2045, 6.8: lines of 76 characters.
            "lines" => string.Join('\n', text.Chunk(76).Select(line => new string(line))),
            "unpadded" => text.TrimEnd('='),
            // RFC 4648, 5.
            "url-safe" => text.Replace('+', '-').Replace('/', '_'),
            "garbage" => "!!! this is not base64 !!!",
            "empty" => "",
            _ => throw new InvalidDataException($"Unknown encoding \"{how}\" of a picture."),
        };
    }

    private static string MediaType(string name) => Path.GetExtension(name) switch
    {
        ".png" => "image/png",
        ".jpg" => "image/jpeg",
        ".webp" => "image/webp",
        ".gif" => "image/gif",
        ".mp4" => "video/mp4",
        var other => throw new InvalidDataException($"Unknown kind of picture \"{other}\"."),
    };
}
