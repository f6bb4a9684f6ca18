using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Requirements;
using NUnit.Framework;

namespace Kvv.SelfTests.Matrix;

/// <summary>
/// Every fault that the reference endpoint can play is caught by the requirements and figures that are said to expose it, breaks
/// nothing that it is not known to break, and is named.
/// </summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class FaultMatrixTests
{
    private static readonly string Fixtures = Path.Combine(RepositoryRoot.Path, "fixtures");

    // One fault of each stage.
    private static readonly string[] Slice =
    [
        "rv-malformed-format-500", "tt-thinking-history-dropped", "sa-max-tokens-ignored", "dk-bang-collapse", "rc-close-tag-in-content", "tc-finish-stop",
        "so-json-in-reasoning", "sw-done-missing", "ua-usage-zero", "vi-exif-ignored", "ml-malformed-history-fails", "op-model-substituted",
    ];

    internal static MatrixJudgement Judgement { get; } = new(FaultCatalogue.Load(Fixtures), RequirementCatalogue.Load(Fixtures), SignatureTable.Load(Fixtures));

    private static string[] Quick() => Slice;

    private static IEnumerable<string> Rest() => MatrixRows.All.Select(r => r.Fault).Except(Slice);

    [TestCaseSource(nameof(Quick))]
    public Task FaultIsCaughtAndNamed(string fault) => JudgeAsync(MatrixRows.Of(fault));

    [TestCaseSource(nameof(Rest))]
    [Explicit("part of the whole fault matrix")]
    [Category(MatrixCategory.Name)]
    public Task FaultOfTheWholeMatrixIsCaughtAndNamed(string fault) => JudgeAsync(MatrixRows.Of(fault));

    private static IEnumerable<string> Recommended() => MatrixRows.All.Where(r => r.BreaksOnlyRecommendations is not null).Select(r => r.Fault);

    [TestCaseSource(nameof(Recommended))]
    [Explicit("part of the whole fault matrix")]
    [Category(MatrixCategory.Name)]
    public async Task FaultThatBreaksRecommendationsOnlyFailsTheRunThatRequiresThem(string fault)
    {
        var row = MatrixRows.Of(fault).Strict();
        var run = await MatrixRun.OfAsync(row);
        await TestContext.Out.WriteLineAsync($"{row.Given} ({row.Profile}): {run.Verdict.Word}: {string.Join("; ", run.Verdict.Reasons)}");
        Assert.That(Judgement.StrictProblems(row, run), Is.Empty);
    }

    private static async Task JudgeAsync(MatrixRow row)
    {
        var run = await MatrixRun.OfAsync(row);
        await TestContext.Out.WriteLineAsync($"{row.Given} ({row.Profile}): {run.Verdict.Word}; broken {string.Join(", ", run.Failed.Concat(run.FailedFigures))}");
        foreach (var suspected in run.Document.Faults.Take(3))
            await TestContext.Out.WriteLineAsync($"  {suspected.Standing} {suspected.Id}: {suspected.Reason}");
        Assert.That(Judgement.Problems(row, run), Is.Empty);
    }
}
