using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kvv.Conformance.Requirements;

/// <summary>
/// All requirements, read from <c>fixtures/&lt;category&gt;/requirements/&lt;subject&gt;.json</c>. Ids, levels and sources live
/// here alone; a test names its requirement by id. A self-test proves that catalogue and tests match both ways.
/// </summary>
public sealed class RequirementCatalogue
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private static readonly Dictionary<string, string> Categories = new()
    {
        ["pre-verification"] = Category.PreVerification,
        ["multimodal"] = Category.Multimodal,
        ["reasoning"] = Category.Reasoning,
        ["tool-call"] = Category.ToolCall,
        ["agentic"] = Category.Agentic,
    };

    private readonly Dictionary<string, Requirement> _byId;

    private RequirementCatalogue(Dictionary<string, Requirement> byId)
    {
        _byId = byId;
        All = [.. byId.Values.OrderBy(r => r.Id, StringComparer.Ordinal)];
    }

    /// <summary>All requirements by id.</summary>
    public IReadOnlyList<Requirement> All { get; }

    /// <summary>The requirement with an id.</summary>
    /// <param name="id">The id.</param>
    /// <exception cref="InvalidDataException">The catalogue has none.</exception>
    public Requirement this[string id] => _byId.TryGetValue(id, out var requirement)
        ? requirement
        : throw new InvalidDataException($"The requirement catalogue has no \"{id}\".{(Spelling.Nearest(id, _byId.Keys) is { } near ? $" Did you mean \"{near}\"?" : "")}");

    /// <summary>The catalogue as it holds for a profile: with the level that each rule has there.</summary>
    /// <param name="profile">The profile's name.</param>
    public RequirementCatalogue For(string profile) => new(_byId.ToDictionary(
        r => r.Key, r => r.Value.BindsIn.Contains(profile, StringComparer.Ordinal) ? r.Value with { Level = Level.Must } : r.Value, StringComparer.Ordinal));

    /// <summary>Reads the catalogue.</summary>
    /// <param name="fixturesFolder">The <c>fixtures</c> folder.</param>
    /// <exception cref="InvalidDataException">A file is malformed or an id appears twice; the message names the file.</exception>
    public static RequirementCatalogue Load(string fixturesFolder)
    {
        var byId = new Dictionary<string, Requirement>(StringComparer.Ordinal);
        foreach (var (folder, category) in Categories)
        {
            var requirements = Path.Combine(fixturesFolder, folder, "requirements");
            if (!Directory.Exists(requirements))
                continue;
            foreach (var file in Directory.EnumerateFiles(requirements, "*.json").Order(StringComparer.Ordinal))
            {
                foreach (var requirement in ReadFile(file))
                {
                    var placed = requirement with { Category = category, Subject = Path.GetFileNameWithoutExtension(file) };
                    if (!byId.TryAdd(placed.Id, placed))
                        throw new InvalidDataException($"{file}: the requirement id \"{placed.Id}\" appears twice in the catalogue.");
                }
            }
        }

        return new(byId);
    }

    private static List<Requirement> ReadFile(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<List<Requirement>>(File.ReadAllBytes(file), Options)
                ?? throw new InvalidDataException($"{file}: expected an array of requirements.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file}: {e.Message}", e);
        }
    }
}
