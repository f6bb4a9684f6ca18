using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kvv.Conformance.Planning;

/// <summary>
/// The costs of all checks of pre-verification, from <c>fixtures/pre-verification/costs.json</c>. The file is generated: a
/// self-test measures every check on the reference endpoint and fails when the file no longer fits.
/// </summary>
public sealed class CostTable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Creates a table.</summary>
    /// <param name="rows">The costs; at most one for each id and mode.</param>
    public CostTable(IEnumerable<CheckCost> rows) =>
        Rows = [.. rows.OrderBy(r => r.Id, StringComparer.Ordinal).ThenBy(r => r.Mode, StringComparer.Ordinal)];

    /// <summary>All costs, by id, then by mode.</summary>
    public IReadOnlyList<CheckCost> Rows { get; }

    /// <summary>Path of the file below the fixtures folder.</summary>
    public static string RelativePath => Path.Combine("pre-verification", "costs.json");

    /// <summary>Reads the table.</summary>
    /// <param name="fixturesFolder">The <c>fixtures</c> folder.</param>
    /// <exception cref="InvalidDataException">The file is malformed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CostTable Load(string fixturesFolder)
    {
        var file = Path.Combine(fixturesFolder, RelativePath);
        try
        {
            return new(JsonSerializer.Deserialize<List<CheckCost>>(File.ReadAllBytes(file), Options) ?? throw new InvalidDataException($"{file}: expected an array of costs."));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file}: {e.Message}", e);
        }
    }

    /// <summary>The table as it is kept: a JSON array, one row a line.</summary>
    public string ToJson()
    {
        var text = new StringBuilder("[\n");
        for (var i = 0; i < Rows.Count; i++)
            text.Append("  ").Append(JsonSerializer.Serialize(Rows[i], Options)).Append(i < Rows.Count - 1 ? ",\n" : "\n");
        return text.Append("]\n").ToString();
    }
}
