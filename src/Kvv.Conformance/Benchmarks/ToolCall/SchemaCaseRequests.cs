using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>The requests of the schema cases.</summary>
/// <param name="context">Model and profile.</param>
/// <param name="decodings">How answers are drawn.</param>
internal sealed class SchemaCaseRequests(BenchmarkContext context, SchemaDecodings decodings)
{
    /// <summary>The one tool.</summary>
    public const string ToolName = "record_case";

    private const string Call =
        $"Call the tool {ToolName} exactly once and write nothing else. Give the smallest arguments that its parameter schema takes: every required member, "
        + "as many items and characters as the schema asks for at least, numbers within their bounds, words out of their enumerations, and nothing that is optional.";

    private const string Answer = "Give the smallest JSON that the schema of the response format takes.";

    /// <summary>Whether the profile's model takes a forced choice in the thinking mode of a sample.</summary>
    public bool Forces(Sample sample) => context.Profile.Tools.Choices.For(decodings.Of(sample).Thinking).Contains(ToolChoice.Required);

    /// <summary>The request of a sample.</summary>
    public ChatRequest Build(Sample sample)
    {
        var schema = sample.Data[SchemaSamples.Schema]!;
        var delivery = sample.Text(SchemaSamples.Delivery);
        var request = context.Request([Probe.UserTurn(delivery == SchemaSamples.Format ? Answer : Call)], decodings.Of(sample));
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
        request = request.With("tools", new JsonArray(DeclaredTool.Function(ToolName, "Records one case.", schema.DeepClone(), strict)));
        return Forces(sample) ? request.With("tool_choice", "required") : request;
    }
}
