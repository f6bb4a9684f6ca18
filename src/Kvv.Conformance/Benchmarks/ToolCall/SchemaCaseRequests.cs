using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>The requests of the schema cases.</summary>
/// <param name="context">Model and profile.</param>
/// <param name="decodings">How answers are drawn.</param>
internal sealed class SchemaCaseRequests(BenchmarkContext context, SchemaDecodings decodings)
{
    // The first of each is what the published seed draws.
    private static readonly string[] Verbs = ["record", "store", "submit", "register", "log", "file", "enter", "note", "save", "report", "book", "add"];
    private static readonly string[] Nouns = ["case", "order", "form", "entry", "ticket", "visit", "sheet", "item", "result", "sample", "reading", "event"];

    private const string Call =
        "exactly once and write nothing else. Give the smallest arguments that its parameter schema takes: every required member, "
        + "as many items and characters as the schema asks for at least, numbers within their bounds, words out of their enumerations, and nothing that is optional.";

    private const string Answer = "Give the smallest JSON that the schema of the response format takes.";

    /// <summary>The one tool of a sample.</summary>
    public string ToolOf(Sample sample) => string.Join('_', Words(sample));

    /// <summary>Whether the profile's model takes a forced choice in the thinking mode of a sample.</summary>
    public bool Forces(Sample sample) => context.Profile.Tools.Choices.For(decodings.Of(sample).Thinking).Contains(ToolChoice.Required);

    /// <summary>The request of a sample.</summary>
    public ChatRequest Build(Sample sample)
    {
        var schema = sample.Data[SchemaSamples.Schema]!;
        var delivery = sample.Text(SchemaSamples.Delivery);
        var (verb, noun) = (Words(sample)[0], Words(sample)[1]);
        var tool = ToolOf(sample);
        var ask = delivery == SchemaSamples.Format ? Answer : $"Call the tool {tool} {Call}";
        var request = IsOwn ? context.OwnRequest([Probe.UserTurn(ask)], decodings.Of(sample), sample.Id) : context.Request([Probe.UserTurn(ask)], decodings.Of(sample));
        if (delivery != SchemaSamples.Stream)
            request = request.Without("stream").Without("stream_options");
        if (delivery == SchemaSamples.Format)
        {
            return request.With("response_format", new JsonObject
            {
                ["type"] = "json_schema",
                ["json_schema"] = new JsonObject { ["name"] = "answer", ["strict"] = true, ["schema"] = schema.DeepClone() },
            });
        }

        var strict = context.Profile.Tools.StrictSchemas != StrictSchemas.None;
        request = request.With("tools", new JsonArray(DeclaredTool.Function(tool, $"{char.ToUpperInvariant(verb[0])}{verb[1..]}s one {noun}.", schema.DeepClone(), strict)));
        return Forces(sample) ? request.With("tool_choice", "required") : request;
    }

    // The maker's own cases are asked for in one way, in every run.
    private bool IsOwn => context.Settings.SchemaCaseDirectory is null;

    private string[] Words(Sample sample)
    {
        if (!IsOwn || context.Probes.Seed == ConformanceSettings.DefaultSeed)
            return [Verbs[0], Nouns[0]];
        var dice = new SplitMix64(ScheduleSeed.From(string.Create(CultureInfo.InvariantCulture, $"schema-tool|1|{context.Probes.Seed}|{sample.Id}")));
        return [Verbs[dice.NextBelow(Verbs.Length)], Nouns[dice.NextBelow(Nouns.Length)]];
    }
}
