using System.Text.Json.Nodes;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.LongOutput;
using Kvv.Evaluation.Statistics;
using Kvv.SelfTests.Evaluation;
using NUnit.Framework;

namespace Kvv.SelfTests.Reasoning;

/// <summary>Long outputs: plans are what their prompts ask for, and each way of going wrong is told from the others.</summary>
[TestFixture]
internal sealed class LongOutputTests
{
    private static IEnumerable<string> Families() => LongOutputSet.FamilyIds;

    private static LongTask Task(string family, int tokens = 1_000) => LongOutputSet.Tasks(11, tokens).Single(t => t.Family == family);

    [Test]
    public void ThereAreAtLeastEightFamilies() => Assert.That(LongOutputSet.FamilyIds, Has.Count.AtLeast(8).And.Unique);

    [TestCaseSource(nameof(Families))]
    public void APlanHasTheLengthAskedForAndAPromptOfItsOwn(string family)
    {
        foreach (var tokens in (int[])[1_000, 4_000, 16_000])
        {
            var task = Task(family, tokens);
            Assert.That(task.Text.Length / 2.5, Is.EqualTo(tokens).Within(35).Percent, $"{family} {tokens}");
            Assert.That(task.Prompt, Does.Contain($"exactly {task.Lines.Count} lines"));
            Assert.That(task.Lines, Has.None.Empty);
            Assert.That(task.Lines.Select(l => l.Trim()), Is.EqualTo(task.Lines));
        }

        Assert.That(LongOutputSet.Tasks(11, 1_000).Single(t => t.Family == family).Prompt, Is.Not.EqualTo(LongOutputSet.Tasks(12, 1_000).Single(t => t.Family == family).Prompt));
    }

    [Test]
    public void PlansFollowTheirRules()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(JsonNode.Parse(Task("json-records").Text)!.AsArray().Select((r, i) => (int)r!["id"]! == i + 1 && (int)r["double"]! == 2 * (int)r["price"]!), Has.All.True);
            Assert.That(Task("base-table").Lines.Select(l => l.Split(" | ")).Select(p => Convert.ToInt32(p[1], 2) == int.Parse(p[0]) && Convert.ToInt32(p[2], 16) == int.Parse(p[0])), Has.All.True);
            Assert.That(Task("sorted-merge").Lines.Select(int.Parse), Is.Ordered.And.Unique);
            Assert.That(Task("brackets").Lines.Select(IsBalanced), Has.All.True);
            Assert.That(Task("dates").Lines.Select(l => DateOnly.Parse(l[..10]).DayOfWeek.ToString()[..3] == l[^3..]), Has.All.True);
            Assert.That(Task("counters").Lines.Select(l => l[0]).Chunk(3).Select(c => new string(c)), Has.All.EqualTo("ABC"));
        }
    }

    [TestCaseSource(nameof(Families))]
    public void ARightOutputIsRightWithAndWithoutAFence(string family)
    {
        var task = Task(family);
        foreach (var text in (string[])[task.Text, $"```\n{task.Text}\n```", $"Here you are:\n\n{task.Text}\n", task.Text.ReplaceLineEndings("\r\n")])
        {
            var score = Score(task, text);
            Assert.That(((string?)score.Details!["ending"], score.Value, (int)score.Details["damaged"]!), Is.EqualTo(("complete", (double?)1, 0)), $"{family}: {score.Explanation}");
        }
    }

    [TestCaseSource(nameof(Families))]
    public void ACutOutputIsCutAndASilentStopIsNot(string family)
    {
        var task = Task(family);
        var half = string.Join('\n', task.Lines.Take(task.Lines.Count / 2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)Score(task, half, "length").Details!["ending"], Is.EqualTo("cut"));
            Assert.That((string?)Score(task, half, "stop").Details!["ending"], Is.EqualTo("silent-stop"));
            Assert.That(Score(task, half).Value, Is.EqualTo(0.5).Within(0.1));
            Assert.That((int?)Score(task, half).Details!["firstError"], Is.EqualTo(task.Lines.Count / 2));
        }
    }

    [TestCaseSource(nameof(Families))]
    public void ALoopIsALoop(string family)
    {
        var task = Task(family);
        var looping = string.Join('\n', task.Lines.Take(10).Concat(Enumerable.Repeat(task.Lines.Skip(8).Take(2), 60).SelectMany(l => l)));
        Assert.That((string?)Score(task, looping, "length").Details!["ending"], Is.EqualTo("loop"));
    }

    [TestCaseSource(nameof(Families))]
    public void WrongCharactersBetweenRightLinesAreDamageAndNothingElse(string family)
    {
        var task = Task(family);
        var lines = task.Lines.ToArray();
        for (var i = 5; i + 2 < lines.Length; i += 12)
            lines[i] = lines[i][..^2] + "#" + lines[i][^1];
        var score = Score(task, string.Join('\n', lines));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)score.Details!["damaged"]!, Is.EqualTo(lines.Zip(task.Lines).Count(p => p.First != p.Second)), score.Explanation);
            Assert.That((string?)score.Details["ending"], Is.EqualTo("complete"));
            Assert.That(score.Value, Is.GreaterThan(0.9));
        }
    }

    [Test]
    public void ErrorsThatGrowWithDepthShowInTheCurve()
    {
        var task = Task("base-table", 4_000);
        var random = new SplitMix64(5);
        var lines = task.Lines.Select((l, i) => random.NextDouble() < 0.6 * i / task.Lines.Count ? l + "9" : l);
        var score = Score(task, string.Join('\n', lines));
        var wrong = score.Details!["wrongByDepth"]!.AsArray().Select(n => (int)n!).ToList();
        Assert.That(wrong[7..].Sum(), Is.GreaterThan(2 * wrong[..3].Sum() + 10), string.Join(' ', wrong));
    }

    [Test]
    public void ADroppedAndAnInsertedLineDoNotSpoilTheRest()
    {
        var task = Task("rule-enumeration");
        var lines = task.Lines.ToList();
        lines.RemoveAt(40);
        lines.Insert(80, "a remark in between");
        var comparison = LineComparison.Of(task.Lines, string.Join('\n', lines));
        Assert.That((comparison.Right, comparison.Extra, comparison.FirstError), Is.EqualTo((task.Lines.Count - 1, 1, (int?)40)));
    }

    [Test]
    public async Task AHealthyEndpointConforms([Values("kimi-k2.6", "kimi-k2-0905", "kimi-k3", "generic-openai")] string profile)
    {
        var result = await new ReasoningRun { Profile = profile }.OfAsync("long-output");
        Assert.That(result.Metrics.Select(m => m.Status), Has.None.EqualTo(MetricStatus.Fail).And.None.EqualTo(MetricStatus.Undecided), result.Figures());
        Assert.That(result.Attachments, Is.EquivalentTo(new[] { "error-by-depth.svg", "output-lengths.svg" }));
    }

    [TestCase("dk-speculative-spots", "dk-speculative-spots")]
    [TestCase("dk-repetition-loop", "dk-repetition-loop")]
    [TestCase("dk-speculative-loop:turn>=1", "dk-speculative-loop")]
    [TestCase("dk-quant-corruption", "dk-quant-corruption")]
    [TestCase("dk-bang-collapse", "dk-bang-collapse")]
    [TestCase("dk-garbage-always", "dk-garbage-always")]
    [TestCase("dk-language-bleed:p=1", "dk-language-bleed")]
    [TestCase("rc-content-starved:p=1", "rc-content-starved")]
    public async Task AFaultIsCaughtAndNamed(string faults, string named)
    {
        var result = await new ReasoningRun { Faults = faults }.OfAsync("long-output");
        await TestContext.Out.WriteLineAsync(result.Figures());
        Assert.That((result.Status, result.Named().Contains(named)), Is.EqualTo((MetricStatus.Fail, true)), result.Figures());
    }

    [Test]
    public async Task TheStandardTierPassesOnAHealthyEndpoint()
    {
        var result = await new ReasoningRun { Tier = Tier.Standard }.OfAsync("long-output");
        Assert.That(result.Metrics.Select(m => m.Status), Has.None.EqualTo(MetricStatus.Fail).And.None.EqualTo(MetricStatus.Undecided), result.Figures());
        Assert.That(result.Trials, Has.Count.EqualTo(2 * LongOutputSet.FamilyIds.Count));
    }

    private static Score Score(LongTask task, string text, string finish = "stop") =>
        new LongOutputScorer(new Dictionary<string, LongTask> { ["item"] = task }).Score(new("item", []), Exchanges.Answered(text, finish));

    private static bool IsBalanced(string line)
    {
        var open = new Stack<char>();
        foreach (var c in line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..])
        {
            if (c is '(' or '[')
                open.Push(c);
            else if (open.Count == 0 || (open.Pop(), c) is not (('(', ')') or ('[', ']')))
                return false;
        }

        return open.Count == 0;
    }
}
