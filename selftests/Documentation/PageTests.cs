using System.Text.RegularExpressions;
using Kvv.Conformance.Settings;
using Kvv.SelfTests.CommandLine;
using NUnit.Framework;

namespace Kvv.SelfTests.Documentation;

/// <summary>The pages are true: their commands do what they say, their links lead somewhere, their names exist.</summary>
[TestFixture]
public sealed partial class PageTests
{
    private static readonly string[] OtherVariables = ["KVV_API_KEY", "KVV_UPDATE_GENERATED"];

    private static IEnumerable<TestCaseData> PagesWithCommands() => Page.All.Where(p => p.Runnable.Count > 0).Select(p => new TestCaseData(p).SetArgDisplayNames(p.Path));

    private static IEnumerable<TestCaseData> Pages() => Page.All.Select(p => new TestCaseData(p).SetArgDisplayNames(p.Path));

    [TestCaseSource(nameof(PagesWithCommands))]
    public async Task CommandsDoWhatThePageSays(object page)
    {
        Workplace workplace;
        try
        {
            workplace = new();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException && OperatingSystem.IsWindows())
        {
            Assert.Ignore($"Links are not allowed here: {e.Message}");
            return;
        }

        using (workplace)
        {
            foreach (var block in ((Page)page).Runnable)
                await workplace.RunAsync((Page)page, block);
        }
    }

    [TestCaseSource(nameof(Pages))]
    public void LinksLeadSomewhere(object page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(RepositoryRoot.Path, ((Page)page).Path))!;
        var broken = Link().Matches(((Page)page).Text).Select(m => m.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'))
            .Where(target => !Path.Exists(Path.Combine(folder, target.Split('#')[0])));
        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void EveryPageAndFormatIsFoundFromTheIndex()
    {
        var folder = Path.Combine(RepositoryRoot.Path, "docs");
        var index = Page.All.Single(p => p.Path == "docs/README.md");
        var linked = Link().Matches(index.Text).Select(m => m.Groups[1].Value);
        Assert.That(Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!).Where(f => f is not ("README.md" or "report.png")), Is.EquivalentTo(linked));
    }

    [Test]
    public void TheReadmeStaysShortAndPointsToTheIndex()
    {
        var readme = Page.All.Single(p => p.Path == "README.md").Text;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(readme.Split('\n'), Has.Length.LessThan(150));
            Assert.That(readme, Does.Contain("(docs/README.md)").And.Contain("says nothing about"));
        }
    }

    [TestCaseSource(nameof(Pages))]
    public void VariablesExist(object page)
    {
        var known = SettingDefinition.All.Select(d => d.Variable).Concat(OtherVariables);
        Assert.That(Variable().Matches(((Page)page).Text).Select(m => m.Value).Distinct().Except(known), Is.Empty);
    }

    // A command that is only shown, not run, still names a command and options that exist.
    [TestCaseSource(nameof(Pages))]
    public async Task CommandsShownExist(object page)
    {
        foreach (var (line, text) in ((Page)page).FencedLines)
        {
            if (Kvv().Match(text) is not { Success: true } match)
                continue;
            var words = Workplace.Words(match.Groups[1].Value).ToList();
            var path = words.TakeWhile(w => CommandWord().IsMatch(w)).Take(words[0] is "datasets" or "schema" or "export" or "baseline" ? 2 : 1).ToList();
            using var help = ProductProcess.Kvv([.. path, "--help"]);
            Assert.That(await help.ExitAsync(), Is.Zero, $"{page}:{line}: {help.Output}");
            Assert.That(help.Output, Does.Match($@"Usage:\s+kvv {string.Join(' ', path)}\b"), $"{page}:{line}: there is no such command");
            foreach (var option in words.Where(w => w.StartsWith("--", StringComparison.Ordinal)))
                Assert.That(help.Output, Does.Match($@"{Regex.Escape(option)}\b"), $"{page}:{line}: there is no such option");
        }
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\bKVV_[A-Z_]+\b")]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?:^|\s)(?:kvv|dotnet run --project src/Kvv\.Cli --) ([a-z].*)$")]
    private static partial Regex Kvv();

    [GeneratedRegex(@"\A[a-z][a-z-]+\z")]
    private static partial Regex CommandWord();
}
