using System.Text.Json.Nodes;
using Kvv.Conformance;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Session;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Scorers;

namespace Kvv.SelfTests.Session;

/// <summary>A benchmark of five words to repeat, whose requests carry a marker that can be found at the server.</summary>
internal static class FakeBenchmark
{
    public const int Items = 5;

    public static Benchmark Create(ConformanceSession session, string marker) => new()
    {
        Id = "fake",
        Category = Category.Reasoning,
        Dataset = new("fake", "1", [.. Enumerable.Range(1, Items).Select(i => new Sample($"item-{i}", new JsonObject { ["kind"] = "word", ["answer"] = $"word{(char)('a' + i)}" }))]),
        Play = new SingleRequestPlay(sample => session.Context.BenchmarkRequest(
            new JsonArray(Probe.UserTurn($"Reply with only the word {sample.Text("answer")}.")), session.Profile.Benchmarks["basics"].Decoding).With("metadata", new JsonObject { ["marker"] = marker }), new ShortAnswerScorer()),
        Judge = new AccuracyJudge(new(0.9, 0.5, false, "test")),
        Target = new(0.9, 0.5, false, "test"),
    };
}
