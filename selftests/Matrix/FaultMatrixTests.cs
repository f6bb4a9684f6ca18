using Kvv.Conformance.Faults;
using Kvv.Conformance.Results;
using Kvv.Conformance.Verdicts;
using NUnit.Framework;

namespace Kvv.SelfTests.Matrix;

/// <summary>
/// Every fault that the reference endpoint can play is caught by the requirements that are said to expose it, breaks nothing that it
/// is not known to break, and is named.
/// </summary>
[TestFixture]
public sealed class FaultMatrixTests
{
    // Named first, or among the first three beside look-alikes.
    private const int First = 3;

    // What comes and goes breaks other checks in each run, and looks like others in each as well.
    private const int FirstOfUnsteady = 10;

    private static readonly FaultCatalogue Catalogue = FaultCatalogue.Load(Path.Combine(RepositoryRoot.Path, "fixtures"));

    // One fault of each stage.
    private static readonly string[] Slice =
    [
        "rv-malformed-format-500", "tt-thinking-history-dropped", "sa-max-tokens-ignored", "dk-bang-collapse", "rc-close-tag-in-content", "tc-finish-stop",
        "so-json-in-reasoning", "sw-done-missing", "ua-usage-zero", "ml-malformed-history-fails", "op-model-substituted",
    ];

    private static string[] Quick() => Slice;

    private static IEnumerable<string> Rest() => MatrixRows.All.Select(r => r.Fault).Except(Slice);

    [TestCaseSource(nameof(Quick))]
    public Task FaultIsCaughtAndNamed(string fault) => JudgeAsync(MatrixRows.Of(fault));

    [TestCaseSource(nameof(Rest))]
    [Explicit("part of the whole fault matrix")]
    [Category(MatrixCategory.Name)]
    public Task FaultOfTheWholeMatrixIsCaughtAndNamed(string fault) => JudgeAsync(MatrixRows.Of(fault));

    private static async Task JudgeAsync(MatrixRow row)
    {
        var run = await MatrixRun.OfAsync(row);
        await TestContext.Out.WriteLineAsync($"{row.Given} ({row.Profile}): {run.Verdict.Word}; broken {string.Join(", ", run.Failed)}");
        foreach (var suspected in run.Document.Faults.Take(First))
            await TestContext.Out.WriteLineAsync($"  {suspected.Standing} {suspected.Id}: {suspected.Reason}");
        if (row.NotCaught is not null)
        {
            Assert.That(run.Failed, Is.Empty, $"{row.Fault} is caught after all: remove the reason why it is not.");
            return;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Verdict.Kind == VerdictKind.Conforms, Is.EqualTo(row.BreaksOnlyRecommendations is not null), $"verdict {run.Verdict.Word}");
            if (row is { Unsteady: false, DependsOnOrder: false })
                Assert.That(Catalogue.Get(row.Fault).Requirements.Intersect(Judged(run.Document)).Except(run.Failed), Is.Empty, "requirements that expose the fault, and did not fail");
            Assert.That(Rank(run.Document, row.Fault), Is.InRange(1, row.Unsteady ? FirstOfUnsteady : First), $"place of {row.Fault} among {string.Join(", ", run.Document.Faults.Take(6).Select(f => f.Id))}");
        }
    }

    private static IEnumerable<string> Judged(ResultDocument document) => document.Requirements.Where(r => r.Status is "pass" or "fail").Select(r => r.Id).Distinct();

    /// <summary>The place of a fault in a diagnosis, from 1; 0 when it is not there, or is only one of those that a failure points at.</summary>
    private static int Rank(ResultDocument document, string fault) =>
        document.Faults.Where(f => f.Standing != "possible").Select(f => f.Id).ToList().IndexOf(fault) + 1;
}
