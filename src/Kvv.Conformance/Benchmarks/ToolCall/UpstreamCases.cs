using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Schemas;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>
/// The folders of Moonshot's own validator cases: <c>SUITE/valid.jsonl</c>, one schema a line. Selected as Moonshot's vendor
/// verifier does, so that results compare one to one (MoonshotAI/Kimi-Vendor-Verifier, tests/tool_call_json_schema).
/// </summary>
public static class UpstreamCases
{
    private const int LongestRootString = 1000;

    /// <summary>Reads and selects.</summary>
    /// <param name="folder">The folder that holds the suites.</param>
    /// <exception cref="InvalidDataException">There is no suite, or a line is no JSON; the message names the place.</exception>
    public static SchemaCaseSet Read(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "valid.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList() : [];
        if (files.Count == 0)
            throw new InvalidDataException($"{folder} holds no SUITE/valid.jsonl.");
        var cases = files.SelectMany(ReadSuite).ToList();
        return new("walle-valid", SchemaCaseSet.RevisionOf(files.Select(f => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f))))), cases);
    }

    /// <summary>Whether the verifier sends a schema: it leaves out three kinds that no model can follow.</summary>
    /// <param name="json">The schema's text.</param>
    public static bool IsSelected(string json)
    {
        var schema = StrictJson.Parse(json, new StrictJsonOptions { AllowBeyondDouble = true });
        return !HasUnspeakableName(schema) && !IsEndlessText(schema)
            && !MfjsLinter.Lint(schema).Any(v => v.RuleId == MfjsRules.Recursion) && !RecursesWithoutExit(schema);
    }

    private static IEnumerable<SchemaCase> ReadSuite(string file)
    {
        var suite = Path.GetFileName(Path.GetDirectoryName(file))!;
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            SchemaCase? selected;
            try
            {
                selected = IsSelected(line) ? new(string.Create(CultureInfo.InvariantCulture, $"{suite}-{number:000}"), suite, JsonNode.Parse(line, null, new() { MaxDepth = 256 })!) : null;
            }
            catch (StrictJsonException e)
            {
                throw new InvalidDataException($"{file}:{number}: {e.Message}", e);
            }

            if (selected is not null)
                yield return selected;
        }
    }

    /// <summary>A name at the top that begins or ends with a blank, is empty, or spells an escape.</summary>
    private static bool HasUnspeakableName(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
        && properties.EnumerateObject().Any(p => p.Name.Trim() != p.Name || p.Name.Length == 0 || p.Name.Contains('\\', StringComparison.Ordinal));

    private static bool IsEndlessText(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("minLength", out var least) && least.TryGetDouble(out var length) && length > LongestRootString;

    /// <summary>A definition that demands itself: the linter lets it be when nothing demands the definition.</summary>
    private static bool RecursesWithoutExit(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("$defs", out var definitions) || definitions.ValueKind != JsonValueKind.Object)
            return false;
        return definitions.EnumerateObject().Any(d => Demands(d.Value, $"#/$defs/{d.Name}"));
    }

    private static bool Demands(JsonElement definition, string self)
    {
        if (definition.ValueKind != JsonValueKind.Object || !definition.TryGetProperty("required", out var required) || required.ValueKind != JsonValueKind.Array
            || !definition.TryGetProperty("properties", out var properties))
            return false;
        return required.EnumerateArray().Any(name => properties.TryGetProperty(name.GetString()!, out var property)
            && property.TryGetProperty("$ref", out var target) && target.GetString() == self);
    }
}
