using System.Security.Cryptography;
using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Vision;

/// <summary>The pictures this endpoint knows, by the SHA-256 of their files, and the questions about them that it understands.</summary>
internal sealed class SightKey
{
    private readonly Dictionary<string, Sight> _sights = new(StringComparer.Ordinal);
    private readonly List<PictureQuestion> _longestFirst = [];

    /// <summary>Reads every <c>*.jsonl</c> file under the folders; lines with neither <c>sha256</c> and <c>facts</c> nor <c>ask</c> and <c>of</c> are left alone.</summary>
    /// <exception cref="DirectoryNotFoundException">A folder is absent.</exception>
    /// <exception cref="InvalidDataException">A line is not JSON; the message names file and line.</exception>
    public static SightKey Load(IEnumerable<string> folders)
    {
        var key = new SightKey();
        foreach (var file in folders.SelectMany(f => Directory.EnumerateFiles(f, "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal)))
        {
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                number++;
                if (line.Length > 0)
                    key.Add(line, $"{file}({number})");
            }
        }

        key._longestFirst.Sort((a, b) => b.Text.Length.CompareTo(a.Text.Length));
        return key;
    }

    /// <summary>What a picture shows, or <see langword="null"/> when it is not known.</summary>
    public Sight? Find(ReadOnlySpan<byte> file) => _sights.GetValueOrDefault(Convert.ToHexStringLower(SHA256.HashData(file)));

    /// <summary>The longest question that a prompt contains.</summary>
    public PictureQuestion? Question(string ask) => _longestFirst.Find(q => ask.Contains(q.Text, StringComparison.Ordinal));

    private void Add(string line, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.Text("sha256") is { } hash && root.Has("facts", out var facts))
                _sights.TryAdd(hash, new(Texts(facts), Eyes(root)));
            else if (root.Text("ask") is { Length: > 0 } text && root.Text("fact") is { } fact && root.Text("of") is { } of)
                _longestFirst.Add(new(text, fact, of));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{place}: {e.Message}", e);
        }
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Eyes(JsonElement picture) => picture.Has("eyes", out var eyes)
        ? eyes.EnumerateObject().ToDictionary(e => e.Name, IReadOnlyDictionary<string, string> (e) => Texts(e.Value), StringComparer.Ordinal)
        : [];

    private static Dictionary<string, string> Texts(JsonElement members) =>
        members.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString() ?? "", StringComparer.Ordinal);
}
