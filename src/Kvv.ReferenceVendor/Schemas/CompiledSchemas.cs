using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Schemas;

namespace Kvv.ReferenceVendor.Schemas;

/// <summary>Schema knowledge out of <c>Kvv.JsonSchema</c>. Compiled schemas are kept, since a test run sends the same few again and again.</summary>
internal sealed class CompiledSchemas : ISchemaKnowledge
{
    private const int Capacity = 4096;
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    public string? Problem(JsonElement schema, bool strict)
    {
        try
        {
            var known = Know(schema);
            if (strict && known.Violation.Value is { } violation)
                return $"breaks the rule {violation.RuleId} of Moonshot's schema subset at '{violation.Path}': {violation.Sentence.TrimEnd('.')}";
            // A strict schema is a promise; better to refuse it than to break it.
            return (strict, known.Minimal.Value.Outcome) switch
            {
                (true, GenerationOutcome.Unsatisfiable) => "admits no value at all",
                (true, GenerationOutcome.NotSolved) => "is beyond what this endpoint can follow strictly",
                _ => null,
            };
        }
        catch (JsonSchemaException e)
        {
            return $"is not a valid JSON Schema: {e.Message.TrimEnd('.')}";
        }
    }

    public JsonNode? Minimal(JsonElement schema)
    {
        var made = Know(schema).Minimal.Value;
        return made.Outcome == GenerationOutcome.Generated ? made.Instance?.DeepClone() : new JsonObject();
    }

    public bool Allows(JsonElement schema, JsonNode? instance)
    {
        using var document = JsonDocument.Parse(instance?.ToJsonString() ?? "null", new() { MaxDepth = 10_000 });
        return Know(schema).Schema.Validate(document.RootElement).IsValid;
    }

    private Known Know(JsonElement schema)
    {
        var text = schema.GetRawText();
        if (_known.TryGetValue(text, out var known))
            return known;
        if (_known.Count >= Capacity)
            _known.Clear();
        var compiled = JsonSchema.Compile(schema);
        return _known[text] = new(compiled, new(() => InstanceGenerator.Minimal(compiled)), new(() => MfjsLinter.Lint(text) is [var first, ..] ? first : null));
    }

    private sealed record Known(JsonSchema Schema, Lazy<GenerationResult> Minimal, Lazy<MfjsViolation?> Violation);
}
