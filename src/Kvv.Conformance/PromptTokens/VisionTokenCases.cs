using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kvv.Evaluation.Images;

namespace Kvv.Conformance.PromptTokens;

/// <summary>
/// The published cases with pictures, for users who have them (the maker keeps them where no anonymous download reaches). A case
/// names its picture as <c>fixture://FILE?width=W&amp;height=H</c>: the file beside the cases, resized to the nearest pixels and
/// sent as PNG without transparency.
/// </summary>
public sealed partial class VisionTokenCases
{
    /// <summary>Path of the cases inside the data set directory; their pictures lie beside them.</summary>
    public const string RelativePath = "kvv-prompt-tokens/vision_cases.jsonl";

    private const int LongestSide = 4096;

    private readonly string _folder;
    private readonly ConcurrentDictionary<string, Lazy<string>> _pictures = new(StringComparer.Ordinal);

    private VisionTokenCases(string folder) => _folder = folder;

    /// <summary>The cases, ready to be sent; empty when the user has none.</summary>
    /// <param name="datasetDirectory">The data set directory.</param>
    /// <exception cref="InvalidDataException">A case or its picture cannot be read; the message names it.</exception>
    public static IReadOnlyList<PromptTokenCase> Load(string datasetDirectory)
    {
        var path = Path.Combine(datasetDirectory, RelativePath);
        if (!File.Exists(path))
            return [];
        var cases = new VisionTokenCases(Path.GetDirectoryName(path)!);
        return [.. PromptTokenCase.Read(File.ReadAllText(path, Encoding.UTF8), path).Select(cases.Filled)];
    }

    private PromptTokenCase Filled(PromptTokenCase bare)
    {
        try
        {
            var request = JsonNode.Parse(bare.Request)!;
            Fill(request);
            return bare with { Request = request.ToJsonString() };
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{RelativePath}, case {bare.Id}: {e.Message}", e);
        }
    }

    private void Fill(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (Reference(value) is { } reference)
                        members[name] = Picture(reference);
                    else
                        Fill(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                    Fill(item);
                break;
        }
    }

    private static string? Reference(JsonNode? value) =>
        value is JsonValue text && text.TryGetValue<string>(out var reference) && reference.StartsWith("fixture://", StringComparison.Ordinal) ? reference : null;

    private string Picture(string reference) => _pictures.GetOrAdd(reference, r => new(() => Make(r))).Value;

    private string Make(string reference)
    {
        var match = Form().Match(reference);
        if (!match.Success || Side(match, "width") is not { } width || Side(match, "height") is not { } height)
            throw new InvalidDataException($"\"{reference}\" is not of the form fixture://FILE.png?width=W&height=H with sides from 1 to {LongestSide}.");
        var path = Path.Combine(_folder, match.Groups["file"].Value);
        if (!File.Exists(path))
            throw new InvalidDataException($"its picture {path} is not there.");
        var bytes = File.ReadAllBytes(path);
        if (bytes.AsSpan().StartsWith("version https://git-lfs"u8))
            throw new InvalidDataException($"its picture {path} is a Git LFS pointer, not the file it stands for.");
        return $"data:image/png;base64,{Convert.ToBase64String(PngEncoder.EncodeRgb(PngDecoder.Decode(bytes).Resize(width, height)))}";
    }

    private static int? Side(Match match, string name) =>
        int.TryParse(match.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is >= 1 and <= LongestSide ? side : null;

    // A plain file name: nothing outside the folder can be named.
    [GeneratedRegex(@"\Afixture://(?<file>[A-Za-z0-9_-]+\.png)\?width=(?<width>\d{1,5})&height=(?<height>\d{1,5})\z")]
    private static partial Regex Form();
}
