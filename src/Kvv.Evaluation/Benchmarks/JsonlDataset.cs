using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kvv.Evaluation.Benchmarks;

/// <summary>Reads a data set kept as JSON Lines: one object a line, each with a unique string member <c>id</c>.</summary>
public static class JsonlDataset
{
    /// <summary>Reads a file.</summary>
    /// <param name="name">The data set's name.</param>
    /// <param name="path">The file.</param>
    /// <returns>The data set; its revision is <c>sha256:</c> and the first 16 hexadecimal digits of the file's hash.</returns>
    /// <exception cref="InvalidDataException">The file is missing, empty, a large-file pointer, or a line is malformed; the message names file and line.</exception>
    public static Dataset Read(string name, string path)
    {
        if (!File.Exists(path))
            throw new InvalidDataException($"The data set {name} is not there: {path} does not exist.");
        var bytes = File.ReadAllBytes(path);
        var text = Encoding.UTF8.GetString(bytes);
        if (text.StartsWith("version https://git-lfs", StringComparison.Ordinal))
            throw new InvalidDataException($"{path} is a large-file pointer, not the data: fetch the file itself.");
        var samples = new List<Sample>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var sample = ReadLine(line, $"{path}:{number}");
            if (!ids.Add(sample.Id))
                throw new InvalidDataException($"{path}:{number}: the id \"{sample.Id}\" appears twice.");
            samples.Add(sample);
        }

        if (samples.Count == 0)
            throw new InvalidDataException($"{path} holds no items.");
        var revision = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}";
        return new(name, revision, samples);
    }

    private static Sample ReadLine(string line, string place)
    {
        try
        {
            var data = JsonNode.Parse(line) as JsonObject ?? throw new InvalidDataException($"{place}: expected a JSON object.");
            return data["id"] is JsonValue value && value.TryGetValue<string>(out var id)
                ? new(id, data)
                : throw new InvalidDataException($"{place}: the string member \"id\" is missing.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{place}: {e.Message}", e);
        }
    }
}
