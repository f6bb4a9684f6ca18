using Kvv.Conformance.Diagnosis;
using NUnit.Framework;

namespace Kvv.SelfTests.Matrix;

/// <summary>Two faults at once are both named: what the first explains does not hide the second.</summary>
[TestFixture]
[Explicit("part of the whole fault matrix")]
[Category(MatrixCategory.Name)]
public sealed class FaultPairTests
{
    private const int First = 5;
    private const int Pairs = 40;

    // A fault that breaks most of what there is to judge leaves nothing for another to show in.
    private const int MostBroken = 14;

    // Faults that keep others from showing: what they refuse, cut or leave unanswered reaches no other stage.
    private static readonly HashSet<string> Masking = new(StringComparer.Ordinal)
    {
        "op-429-mislabelled", "op-outage-500", "rv-error-not-json",
    };

    [TestCaseSource(nameof(Chosen))]
    public async Task BothFaultsAreAmongTheFirstFive(string one, string other)
    {
        var (first, second) = (MatrixRows.Of(one), MatrixRows.Of(other));
        var run = await MatrixRun.OfAsync(first, second);
        foreach (var suspected in run.Document.Faults.Take(First))
            await TestContext.Out.WriteLineAsync($"{suspected.Standing} {suspected.Id}: {suspected.Reason}");
        Assert.That(run.Document.Faults.Where(f => f.Standing != "possible").Take(First).Select(f => f.Id), Is.SupersetOf(new[] { one, other }), $"broken: {string.Join(", ", run.Failed)}");
    }

    // Forty pairs of faults of two stages, each fault as often as any other: the list is walked in steps that meet every member.
    private static List<object[]> Chosen()
    {
        var signatures = SignatureTable.Load(Path.Combine(RepositoryRoot.Path, "fixtures"));
        var rows = MatrixRows.All.Where(r => r is { NotCaught: null, Unsteady: false, Profile: "kimi-k2.6", Settings.Count: 0 } && !Masking.Contains(r.Fault)
            && signatures.Find(r.Fault)?.Broken.Select(b => b.Subject).Distinct().Count() is >= 1 and <= MostBroken).ToList();
        var pairs = new List<object[]>();
        for (var i = 0; pairs.Count < Pairs && i < rows.Count * 2; i++)
        {
            var (one, other) = (rows[i * 7 % rows.Count].Fault, rows[(i * 7 + rows.Count / 2 + i / rows.Count) % rows.Count].Fault);
            if (one[..2] != other[..2])
                pairs.Add([one, other]);
        }

        return pairs;
    }
}
