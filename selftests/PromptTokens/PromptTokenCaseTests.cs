using Kvv.Conformance.PromptTokens;
using NUnit.Framework;

namespace Kvv.SelfTests.PromptTokens;

/// <summary>The published cases are read as they are, and a file that is none of them is refused.</summary>
[TestFixture]
public sealed class PromptTokenCaseTests
{
    [Test]
    public void CaseKeepsItsRequestAsWritten()
    {
        var cases = PromptTokenCase.Read("""
            {"id":"a","description":"x","request":{"messages":[{"role":"user","content":"你好"}], "n":1.0},"expected_prompt_tokens":12}

            {"id":"b","request":{},"expected_prompt_tokens":3}
            """, "file");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cases.Select(c => (c.Id, c.Expected)), Is.EqualTo(new[] { ("a", 12L), ("b", 3L) }));
            Assert.That(cases[0].Request, Is.EqualTo("""{"messages":[{"role":"user","content":"你好"}], "n":1.0}"""));
        }
    }

    [TestCase("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 25060\n", "Git LFS pointer")]
    [TestCase("{\"id\":\"a\",\"request\":{},\"expected_prompt_tokens\":1}\n{\"id\":\"a\",\"request\":{},\"expected_prompt_tokens\":1}", "file(2)")]
    [TestCase("{\"id\":\"a\",\"request\":{}}", "file(1)")]
    [TestCase("{\"id\":\"a\",\"request\":[],\"expected_prompt_tokens\":1}", "file(1)")]
    [TestCase("{\"id\":\"a\",\"request\":{},\"expected_prompt_tokens\":1.5}", "file(1)")]
    [TestCase("not json", "file(1)")]
    [TestCase("\n", "no case")]
    public void WrongFileIsRefusedWithItsPlace(string text, string named) =>
        Assert.That(() => PromptTokenCase.Read(text, "file"), Throws.TypeOf<InvalidDataException>().With.Message.Contains(named));
}
