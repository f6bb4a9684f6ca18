using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>
/// Schema accuracy per case: one strict tool with one schema, one call asked for, over every kind of schema that the model's
/// schema language has. The built-in set, or the maker's own cases where <c>SchemaCaseDirectory</c> names their folder.
/// </summary>
internal sealed class ToolSchema : IBenchmarkDefinition
{
    public string Id => "tool-schema";

    public string Category => Conformance.Category.ToolCall;

    public string Title => "Calls that obey each kind of parameter schema";

    public bool RunsIn(Tier tier) => true;

    public Preparation Prepare(BenchmarkContext context)
    {
        if (context.Target(Id) is not { } target)
            return Preparation.NotRun($"the profile {context.Profile.Name} has no benchmark \"{Id}\"");
        var set = context.Settings.SchemaCaseDirectory is { } folder ? UpstreamCases.Read(folder) : SchemaCaseSet.ReadOwn(context.Fixture("tool-call", "schemas"));
        var decodings = new SchemaDecodings(context.Profile, target.Decoding, context.Settings.SchemaThinking);
        if (decodings.Missing is { } missing)
            return Preparation.Unsupported(missing);
        var requests = new SchemaCaseRequests(context, decodings);
        return Preparation.Of(new Benchmark
        {
            Id = Id,
            Category = Category,
            Dataset = SchemaSamples.Of(set, context.Profile, context.Settings.Tier, decodings),
            Play = new SingleRequestPlay(requests.Build, new SchemaCaseScorer(context.Profile, requests.ToolOf, requests.Forces)),
            Judge = new ToolSchemaJudge(target.Targets),
            Epochs = target.Epochs ?? 1,
            ExpectedSeconds = 3,
        });
    }
}
