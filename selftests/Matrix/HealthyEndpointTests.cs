using Kvv.Conformance.Verdicts;
using Kvv.Evaluation.Benchmarks;
using Kvv.SelfTests.Proofs;
using NUnit.Framework;

namespace Kvv.SelfTests.Matrix;

/// <summary>A healthy endpoint breaks no rule, whatever its profile and seed, and nothing is suspected: no false alarm.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class HealthyEndpointTests
{
    private const int SeedsPerProfile = 20;
    private const int SeedsOfTheMatrix = 7;

    private static readonly string[] Profiles =
        ["kimi-k2-0905", "kimi-k2-thinking", "kimi-k2.5", "kimi-k2.6", "kimi-k2.7-code", "kimi-k3", "minimax-m2", "generic-openai"];

    // Every run has a seed of its own: 160 in all, 8 of them here, 48 in the whole matrix.
    private static IEnumerable<object[]> Quick() => Profiles.Select((p, i) => new object[] { p, Seed(i, 0) });

    private static IEnumerable<object[]> Rest() => Profiles.SelectMany((p, i) => Enumerable.Range(1, SeedsOfTheMatrix - 1).Select(n => new object[] { p, Seed(i, n) }));

    private static IEnumerable<object[]> Many() => Profiles.SelectMany((p, i) => Enumerable.Range(SeedsOfTheMatrix, SeedsPerProfile - SeedsOfTheMatrix).Select(n => new object[] { p, Seed(i, n) }));

    private static int Seed(int profile, int number) => 1 + (profile * SeedsPerProfile) + number;

    [TestCaseSource(nameof(Quick))]
    public Task NothingFails(string profile, int seed) => JudgeAsync(profile, seed);

    [TestCaseSource(nameof(Rest))]
    [Explicit("part of the whole fault matrix")]
    [Category(MatrixCategory.Name)]
    public Task NothingFailsWithAnotherSeed(string profile, int seed) => JudgeAsync(profile, seed);

    [TestCaseSource(nameof(Many))]
    [Explicit("a hundred runs more: before a release, by --filter TestCategory=HealthySeeds")]
    [Category("HealthySeeds")]
    public Task NothingFailsWithManySeeds(string profile, int seed) => JudgeAsync(profile, seed);

    /// <summary>Events that end with CRLF are legal (sw-crlf is in the catalogue for clients that cannot read them): nothing is found, nothing is named.</summary>
    [Test]
    [Explicit("part of the whole fault matrix")]
    [Category(MatrixCategory.Name)]
    public async Task NothingFailsWhereEveryEventEndsWithCarriageReturns()
    {
        var streams = 0;
        var document = await ScenarioRun.DocumentAsync(new() { ChangeReply = call => call.IsStream ? Ended(call) : call }, null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(streams, Is.GreaterThan(100));
            Assert.That(document.Requirements.Where(r => r.Status is "fail" or "harnessError").Select(r => $"{r.Id} [{r.Mode}] {r.Actual}"), Is.Empty);
            Assert.That(document.Faults, Is.Empty);
        }

        MangledCall Ended(MangledCall call)
        {
            Interlocked.Increment(ref streams);
            return call with { Body = call.Body.Replace("\n", "\r\n", StringComparison.Ordinal) };
        }
    }

    /// <summary>With every benchmark of the matrix besides.</summary>
    [TestCase("kimi-k2.6")]
    [TestCase("kimi-k3")]
    [Explicit("part of the whole fault matrix")]
    [Category(MatrixCategory.Name)]
    public async Task NoFigureFailsEither(string profile)
    {
        var run = await MatrixRun.HealthyAsync(profile, 1, [.. MatrixRows.All.SelectMany(r => r.Benchmarks).Distinct()]);
        Judge(run);
        Assert.That(run.Benchmarks.SelectMany(b => b.Metrics).Where(m => m.Status is MetricStatus.Fail or MetricStatus.Undecided).Select(m => $"{m.Name}: {m.Explanation}"), Is.Empty);
    }

    private static async Task JudgeAsync(string profile, int seed) => Judge(await MatrixRun.HealthyAsync(profile, (ulong)seed));

    private static void Judge(MatrixRun run)
    {
        var wrong = run.Document.Requirements.Where(r => r.Status is not ("pass" or "unsupported")).Select(r => $"{r.Id} [{r.Mode}] {r.Status}: {r.Actual}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(wrong, Is.Empty);
            Assert.That(run.Document.Faults, Is.Empty);
            Assert.That(run.Document.Unexplained, Is.Empty);
            Assert.That(run.Verdict.Kind, Is.EqualTo(VerdictKind.Conforms), string.Join("; ", run.Verdict.Reasons));
        }
    }
}
