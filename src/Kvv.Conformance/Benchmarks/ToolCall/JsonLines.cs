using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>Reads JSON Lines whose lines have no id of their own.</summary>
internal static class JsonLines
{
    /// <summary>The objects of a file with the numbers of their lines, from 1; blank lines are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">A line is no JSON object, or the file is a large-file pointer; the message names the place.</exception>
    public static IEnumerable<(int Number, JsonObject Value)> Read(string path)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (number == 1 && line.StartsWith("version https://git-lfs", StringComparison.Ordinal))
                throw new InvalidDataException($"{path} is a large-file pointer, not the data: fetch the file itself.");
            if (!string.IsNullOrWhiteSpace(line))
                yield return (number, Parse(line, $"{path}:{number}"));
        }
    }

    private static JsonObject Parse(string line, string place)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject ?? throw new InvalidDataException($"{place}: expected a JSON object.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{place}: {e.Message}", e);
        }
    }
}
