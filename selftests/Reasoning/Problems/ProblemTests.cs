using System.Text.RegularExpressions;
using Kvv.Evaluation.Problems;
using NUnit.Framework;

namespace Kvv.SelfTests.Reasoning.Problems;

/// <summary>Generated problems have the answers they claim, in both languages, and no two draws are alike.</summary>
[TestFixture]
internal sealed partial class ProblemTests
{
    private const int Draws = 15;

    private static IEnumerable<BruteForce> Families() => [.. NumberCounts.All, .. ArrangementCounts.All, .. FigureCounts.All];

    [TestCaseSource(nameof(Families))]
    public void TheAnswerIsWhatTryingEverythingGives(BruteForce family)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var difficulty in Enum.GetValues<Difficulty>())
            {
                for (var draw = 0; draw < Draws; draw++)
                {
                    var (drawn, solved, counted) = family.Compare(ProblemDice.For("brute", family.Family, difficulty, draw), difficulty);
                    Assert.That(solved, Is.EqualTo(counted), $"{difficulty} draw {draw}: {drawn}");
                }
            }
        }
    }

    [Test]
    public void EveryFamilyIsChecked() =>
        Assert.That(Families().Select(f => f.Family).ToList(), Is.EquivalentTo(ProblemCatalogue.All.Select(f => f.Id)).And.Count.AtLeast(30));

    [Test]
    public void EveryFamilyIsWordedInBothLanguagesWithTheSameNumbers()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var family in ProblemCatalogue.All)
            {
                foreach (var difficulty in Enum.GetValues<Difficulty>())
                {
                    var problem = family.Make(ProblemDice.For("words", family.Id, difficulty), difficulty);
                    Assert.That(problem.Chinese, Does.Match(@"\p{IsCJKUnifiedIdeographs}"), family.Id);
                    Assert.That(problem.English, Does.Not.Match(@"[^\x20-\x7e]"), family.Id);
                    Assert.That(Numbers(problem.English), Is.SupersetOf(Numbers(problem.Chinese).Except(["0", "1", "2", "3"])), $"{problem.English}\n{problem.Chinese}");
                }
            }
        }
    }

    [Test]
    public void HarderProblemsHaveLargerNumbers()
    {
        // Over all families together: single families grow by another length or another prime.
        double Size(Difficulty difficulty) => ProblemCatalogue.All.Average(f => Enumerable.Range(0, Draws)
            .Average(d => Math.Log(1 + Numbers(f.Make(ProblemDice.For("size", f.Id, d), difficulty).English).Max(double.Parse))));
        Assert.That(new[] { Difficulty.Easy, Difficulty.Medium, Difficulty.Hard }.Select(Size), Is.Ordered.Ascending);
    }

    [Test]
    public void ASeedGivesOneSetAndNoTwoSeedsAreAlike()
    {
        var sets = Enumerable.Range(1, 100).Select(seed => string.Join('\n', ProblemSet.Draw((ulong)seed, 1, 1, 1).Samples.Select(s => s.Text("question")))).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sets, Is.Unique);
            Assert.That(string.Join('\n', ProblemSet.Draw(7, 1, 1, 1).Samples.Select(s => s.Text("question"))), Is.EqualTo(sets[6]));
            Assert.That(ProblemSet.Draw(7, 1, 1, 1).Revision, Is.Not.EqualTo(ProblemSet.Draw(8, 1, 1, 1).Revision));
        }
    }

    [Test]
    public void ASetHoldsNoQuestionTwiceAndBothLanguagesInEqualShares()
    {
        var set = ProblemSet.Draw(20_260_801, 2, 2, 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(set.Samples, Has.Count.EqualTo(6 * ProblemSet.Families));
            Assert.That(set.Samples.Select(s => s.Id), Is.Unique);
            Assert.That(set.Samples.Select(s => s.Text("question")), Is.Unique);
            Assert.That(set.Samples.Count(s => s.Text("language") == "zh"), Is.EqualTo(set.Samples.Count / 2));
        }
    }

    [Test]
    public void TheLargestSetOfAnySeedHoldsNoQuestionTwice()
    {
        for (ulong seed = 0; seed < 60; seed++)
            Assert.That(ProblemSet.Draw(seed, 3, 3, 3).Samples.Select(s => s.Text("question")), Is.Unique, $"seed {seed}");
    }

    [Test]
    public void ALargerSetBeginsWithTheProblemsOfTheSmallerOne()
    {
        var small = ProblemSet.Draw(3, 1, 1, 0).Samples.Select(s => (s.Id, s.Text("question")));
        Assert.That(ProblemSet.Draw(3, 2, 3, 1).Samples.Select(s => (s.Id, s.Text("question"))), Is.SupersetOf(small));
    }

    // Signs between terms belong to the wording of one language or the other.
    private static List<string> Numbers(string text) => [.. Number().Matches(text).Select(m => m.Value).Distinct()];

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
