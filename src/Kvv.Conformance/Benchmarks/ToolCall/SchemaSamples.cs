using System.Text.Json.Nodes;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>
/// Turns cases into samples. A schema to call with is sent whole and streamed, at the smallest tier one way each in turn; one
/// to refuse is sent as a strict tool and, where the model has it, as a strict response format.
/// </summary>
internal static class SchemaSamples
{
    public const string Schema = "schema";
    public const string Delivery = "delivery";
    public const string Subject = "subject";
    public const string Rule = "rule";
    public const string Thinking = "thinking";

    public const string Whole = "whole";
    public const string Stream = "stream";
    public const string Tool = "tool";
    public const string Format = "format";

    public static Dataset Of(SchemaCaseSet set, ModelProfile profile, Tier tier, SchemaDecodings decodings) =>
        new(set.Name, set.Revision, [.. set.Cases.SelectMany((c, i) => Deliveries(c, i, profile, tier).SelectMany(d => Modes(c, decodings).Select(m => Make(c, d, m, decodings.Suffix(m)))))]);

    // Whether a schema is refused does not hang on thinking.
    private static IEnumerable<ThinkingMode> Modes(SchemaCase schemaCase, SchemaDecodings decodings) => schemaCase.IsAllowed ? decodings.Modes : decodings.Modes.Take(1);

    private static IEnumerable<string> Deliveries(SchemaCase schemaCase, int number, ModelProfile profile, Tier tier)
    {
        if (schemaCase.IsAllowed)
            return tier > Tier.Smoke ? [Whole, Stream] : [number % 2 == 0 ? Stream : Whole];
        // Only a model with a schema language of its own promises to refuse what lies outside it.
        if (profile.Tools.StrictSchemas == StrictSchemas.None)
            return [];
        return profile.ResponseFormats.Types.Contains(ResponseFormat.JsonSchema) ? [Tool, Format] : [Tool];
    }

    private static Sample Make(SchemaCase schemaCase, string delivery, ThinkingMode mode, string suffix)
    {
        var data = new JsonObject { [Subject] = schemaCase.Subject, [Delivery] = delivery, [Thinking] = SchemaDecodings.Word(mode), [Schema] = CaseWrapping.Wrap(schemaCase.Schema) };
        if (schemaCase.Rule is { } rule)
            data[Rule] = rule;
        return new($"{schemaCase.Id}-{delivery}{suffix}", data);
    }
}
