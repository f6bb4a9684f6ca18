using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Scorers;

namespace Kvv.Conformance.Benchmarks.Reasoning;

/// <summary>
/// Forty short items of arithmetic and plain instructions: the smoke test before anything expensive. A model of this size
/// solves nearly all of them, so that a low score means a broken deployment, not a weak model.
/// </summary>
internal sealed class Basics : IBenchmarkDefinition
{
    public string Id => "basics";

    public string Category => Conformance.Category.Reasoning;

    public string Title => "Short items of arithmetic and plain instructions";

    public bool RunsIn(Tier tier) => true;

    public Preparation Prepare(BenchmarkContext context)
    {
        if (context.Target(Id) is not { } target)
            return Preparation.NotRun($"the profile {context.Profile.Name} has no benchmark \"{Id}\"");
        var bar = target.AccuracyTarget();
        return Preparation.Of(new Benchmark
        {
            Id = Id,
            Category = Category,
            Dataset = JsonlDataset.Read(Id, context.Fixture("reasoning", "basics.jsonl")),
            Play = new SingleRequestPlay(sample => context.OwnRequest(new JsonArray(Probe.UserTurn(sample.Text("question"))), target.Decoding), new ShortAnswerScorer()),
            Judge = new AccuracyJudge(bar),
            UnreadableIsWrong = true,
            Target = bar,
            Epochs = target.Epochs ?? 1,
        });
    }
}
