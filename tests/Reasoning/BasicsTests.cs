using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Session;
using Kvv.Conformance.Tests.Running;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Scorers;

namespace Kvv.Conformance.Tests.Reasoning;

/// <summary>
/// Forty short items of arithmetic and plain instructions: the smoke test before anything expensive. A model of this size
/// solves nearly all of them, so that a low score means a broken deployment, not a weak model.
/// </summary>
[TestFixture]
[Category(Category.Reasoning)]
public sealed class BasicsTests
{
    private const string Id = "basics";

    [Test]
    public Task ShortItemsAreSolved() => BenchmarkTest.RunAsync(Basics());

    private static Benchmark Basics()
    {
        var session = RunSetUp.Session;
        var target = session.Profile.Benchmarks.GetValueOrDefault(Id)
            ?? throw new IgnoreException($"The profile {session.Profile.Name} has no benchmark \"{Id}\".");
        return new Benchmark
        {
            Id = Id,
            Category = Category.Reasoning,
            Dataset = JsonlDataset.Read(Id, Path.Combine(RepositoryRoot.Path, "fixtures", "reasoning", "basics.jsonl")),
            BuildRequest = sample => session.Context.BenchmarkRequest(new JsonArray(Probe.UserTurn(sample.Text("question"))), target.Decoding),
            Scorer = new ShortAnswerScorer(),
            Epochs = target.Epochs ?? 1,
            Target = target.AccuracyTarget(),
            ExpectedSeconds = 5,
        };
    }
}
