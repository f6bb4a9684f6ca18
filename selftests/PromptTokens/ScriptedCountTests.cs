using Kvv.Conformance.Results;
using Kvv.SelfTests.Proofs;
using NUnit.Framework;

namespace Kvv.SelfTests.PromptTokens;

/// <summary>The check of the published cases, against an endpoint whose counts are scripted: the right ones pass, odd and wrong ones do not.</summary>
[TestFixture]
public sealed class ScriptedCountTests
{
    private const string Binding = "PROMPT-EXACT-001";
    private const string Recommended = "PROMPT-EXACT-002";

    private static readonly string[] Texts = ["One", "Two words", "Three words now"];

    private string _folder = "";

    [SetUp]
    public async Task WriteCases()
    {
        _folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;
        Directory.CreateDirectory(Path.Combine(_folder, "kvv-prompt-tokens"));
        var lines = Texts.Select((t, i) => $$$"""{"id":"case{{{i}}}","request":{"messages":[{"role":"user","content":"{{{t}}}"}],"reasoning_effort":"max"},"expected_prompt_tokens":{{{Expected(t)}}}}""");
        await File.WriteAllLinesAsync(Path.Combine(_folder, "kvv-prompt-tokens", "cases.jsonl"), lines);
    }

    [TearDown]
    public void RemoveCases() => Directory.Delete(_folder, recursive: true);

    [TestCase(0, "pass")]
    [TestCase(1, "fail")]
    [TestCase(2, "fail")]
    [TestCase(3, "pass")]
    public async Task UpToThreeTokensMorePassAndOneOrTwoAreReportedAsOdd(long offset, string recommendation)
    {
        var (binding, recommended) = await Judge(t => Expected(t) + offset);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(binding.Status, Is.EqualTo("pass"));
            Assert.That(recommended.Status, Is.EqualTo(recommendation), recommended.Actual);
        }
    }

    [TestCase(-1, "all 3 cases report 1 token fewer than published")]
    [TestCase(4, "all 3 cases report 4 tokens more than published")]
    public async Task FewerTokensOrMoreThanTheOpeningOfTheAnswerFail(long offset, string said)
    {
        var (binding, recommended) = await Judge(t => Expected(t) + offset);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(binding.Status, Is.EqualTo("fail"));
            Assert.That(binding.Actual, Does.StartWith(said));
            Assert.That(recommended.Status, Is.EqualTo("fail"));
        }
    }

    [TestCase(1, "pass")]
    [TestCase(4, "fail")]
    public async Task OneOffsetOutOfLineIsOddAndBindsWhenItIsOutOfRange(long offset, string bindingStatus)
    {
        var (binding, recommended) = await Judge(t => Expected(t) + (t == Texts[1] ? offset : 0));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(binding.Status, Is.EqualTo(bindingStatus));
            Assert.That(recommended.Status, Is.EqualTo("fail"));
            Assert.That(recommended.Actual, Does.Contain("case1"));
        }
    }

    // Whichever rule is judged first sends them; the other one reads the same answers and shows them as evidence.
    [Test]
    public async Task BothRulesAreJudgedByTheSameAnswers()
    {
        var asked = 0;
        var (binding, recommended) = await Judge(t =>
        {
            Interlocked.Increment(ref asked);
            return Expected(t) + 4;
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(asked, Is.EqualTo(Texts.Length));
            Assert.That(recommended.Evidence, Has.Count.EqualTo(binding.Evidence.Count).And.Not.Empty);
        }
    }

    [Test]
    public async Task ReferenceEndpointIsNotHeldAgainstThem()
    {
        var (binding, recommended) = await Judge(null);
        Assert.That((binding.Status, recommended.Status), Is.EqualTo(("unsupported", "unsupported")));
    }

    private static long Expected(string text) => 80 + text.Length;

    /// <summary>Judges an endpoint that counts a case's text in its own way, or with <see langword="null"/> the reference endpoint as it is.</summary>
    private async Task<(RequirementInfo Binding, RequirementInfo Recommended)> Judge(Func<string, long>? count)
    {
        var findings = await ScenarioRun.JudgeAsync(
            new()
            {
                Profile = "kimi-k3",
                Settings = new Dictionary<string, string> { ["KVV_DATASETS"] = _folder },
                ChangeReply = count is null ? null : c => Scripted(c, count),
            },
            [Binding, Recommended]);
        return (findings.Single(f => f.Id == Binding), findings.Single(f => f.Id == Recommended));
    }

    private static MangledCall Scripted(MangledCall call, Func<string, long> count)
    {
        var changed = call.Each(o => o.Remove("system_fingerprint"));
        var text = call.Request?.Messages().LastOrDefault().Text("content");
        if (text is null || !Texts.Contains(text))
            return changed;
        var counted = count(text);
        return changed.EachUsage(u => u["prompt_tokens"] = counted);
    }
}
