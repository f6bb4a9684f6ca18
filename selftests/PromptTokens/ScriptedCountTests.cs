using Kvv.SelfTests.Proofs;
using NUnit.Framework;

namespace Kvv.SelfTests.PromptTokens;

/// <summary>The check of the published cases, against an endpoint whose counts are scripted: the right ones pass, wrong ones do not.</summary>
[TestFixture]
public sealed class ScriptedCountTests
{
    private const string Requirement = "PROMPT-EXACT-001";

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

    [TestCase(0)]
    [TestCase(3)]
    public async Task PublishedCountsPass(long offset) => Assert.That((await Judge(t => Expected(t) + offset)).Status, Is.EqualTo("pass"));

    // One token more is no way of counting the answer's opening: it stands in every prompt, as a second start token does.
    [TestCase(-1, "all 3 cases report 1 token fewer than published")]
    [TestCase(1, "all 3 cases report 1 token more than published")]
    [TestCase(2, "all 3 cases report 2 tokens more than published")]
    [TestCase(4, "all 3 cases report 4 tokens more than published")]
    public async Task AnotherSurplusThanTheOpeningOfTheAnswerFails(long offset, string said)
    {
        var finding = await Judge(t => Expected(t) + offset);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Status, Is.EqualTo("fail"));
            Assert.That(finding.Actual, Does.StartWith(said));
        }
    }

    [Test]
    public async Task OneOffsetOutOfLineFails()
    {
        var finding = await Judge(t => Expected(t) + (t == Texts[1] ? 1 : 0));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Status, Is.EqualTo("fail"));
            Assert.That(finding.Actual, Does.Contain("case1"));
        }
    }

    [Test]
    public async Task ReferenceEndpointIsNotHeldAgainstThem()
    {
        var finding = await Judge(null);
        Assert.That(finding.Status, Is.EqualTo("unsupported"));
    }

    private static long Expected(string text) => 80 + text.Length;

    /// <summary>Judges an endpoint that counts a case's text in its own way, or with <see langword="null"/> the reference endpoint as it is.</summary>
    private async Task<(string Status, string Actual)> Judge(Func<string, long>? count)
    {
        var findings = await ScenarioRun.JudgeAsync(
            new()
            {
                Profile = "kimi-k3",
                Settings = new Dictionary<string, string> { ["KVV_DATASETS"] = _folder },
                ChangeReply = count is null ? null : c => Scripted(c, count),
            },
            [Requirement]);
        var finding = findings.Single(f => f.Id == Requirement);
        return (finding.Status, finding.Actual ?? "");
    }

    private static MangledCall Scripted(MangledCall call, Func<string, long> count)
    {
        var changed = call.Each(o => o.Remove("system_fingerprint"));
        var text = call.Request?.Messages().LastOrDefault().Text("content");
        return text is null || !Texts.Contains(text) ? changed : changed.EachUsage(u => u["prompt_tokens"] = count(text));
    }
}
