using NUnit.Framework;

namespace Kvv.SelfTests.Documentation;

/// <summary>The test of the pages is able to fail: it reads blocks right and sees what is missing.</summary>
[TestFixture]
public sealed class PageReaderTests
{
    [Test]
    public void BlocksToRunAreRead()
    {
        var page = Page.Of("x.md", "text\n```\n$ not run\n```\n\n```console run exit=1\n$ kvv plan --profile \"a b\"\nfirst …\n\n$ cat x\n```\n```console run background\n$ kvv serve\n```\n");
        var blocks = page.Runnable;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(blocks.Select(b => (b.Line, b.Exit, b.IsBackground)), Is.EqualTo(new[] { (6, 1, false), (12, 0, true) }));
            Assert.That(blocks[0].Steps.Select(s => s.Command), Is.EqualTo(new[] { "kvv plan --profile \"a b\"", "cat x" }));
            Assert.That(blocks[0].Steps[0].Expected, Is.EqualTo(new[] { "first …" }));
        }
    }

    [Test]
    public void BlockInsideAListIsReadWithoutItsIndent()
    {
        var block = Page.Of("x.md", "1. step\n\n   ```console run\n   $ kvv plan\n     deeper\n   ```\n").Runnable.Single();
        Assert.That(block.Steps.Single(), Has.Property(nameof(ConsoleStep.Command)).EqualTo("kvv plan").And.Property(nameof(ConsoleStep.Expected)).EqualTo(new[] { "  deeper" }));
    }

    [TestCase("```console run exit=1\noutput before a command\n```\n")]
    [TestCase("```console run exits=1\n$ kvv\n```\n")]
    [TestCase("```console run\n$ kvv\n")]
    public void MalformedBlockIsRefused(string text) =>
        Assert.That(() => Page.Of("x.md", text).Runnable, Throws.TypeOf<InvalidDataException>().With.Message.Contains("x.md:1"));

    [TestCase("Verdict conforms", null)]
    [TestCase("Verdict   …|Report …", null)]
    [TestCase("Report …|Verdict …", "Verdict …")]
    [TestCase("Verdict fails", "Verdict fails")]
    [TestCase("…|a (b) [c]", null)]
    public void QuotedLinesAreSoughtInOrder(string quoted, string? missing) =>
        Assert.That(ExpectedOutput.Missing(quoted.Split('|'), "Start\nVerdict           conforms\nReport   runs/x\na (b) [c]\n"), Is.EqualTo(missing));

    [Test]
    public void WordsAreSplitAsAShellDoes() =>
        Assert.That(Workplace.Words("A=1 kvv 'two words' --x=\"\" rest # comment"), Is.EqualTo(new[] { "A=1", "kvv", "two words", "--x=", "rest" }));

    [Test]
    public void CommandOutsideTheProductIsNotRun()
    {
        using var workplace = new Workplace();
        var page = Page.Of("x.md", "```console run\n$ rm -rf /\n```\n");
        Assert.That(async () => await workplace.RunAsync(page, page.Runnable[0]), Throws.TypeOf<AssertionException>().With.Message.Contains("cannot be run here"));
    }
}
