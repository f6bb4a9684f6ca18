using Kvv.SelfTests.Reports;
using NUnit.Framework;

namespace Kvv.SelfTests.CommandLine;

/// <summary>
/// The first quarter of an hour of a new user, from the clone to the named fault, with what each step shows. The commands are those of
/// the README and of docs/quick-start.md; the clone is of the last commit, built from nothing.
/// </summary>
[TestFixture]
public sealed class NewUserTests
{
    private const string Fault = "tc-finish-stop";

    // The whole run is a step of its own in CI: here the same command judges one fixture.
    private static readonly string[] FirstCommand = ["test", "Kvv.Conformance.sln", "--filter", "FullyQualifiedName~ToolLoopTests"];
    private static readonly string[] Kvv = ["run", "--project", "src/Kvv.Cli", "--"];

    [Test]
    [Explicit("builds a clone, which takes about a minute")]
    [Category("NewUser")]
    public async Task FromTheCloneToTheNamedFault()
    {
        if (!Path.Exists(Path.Combine(RepositoryRoot.Path, ".git")))
            Assert.Ignore("This is no clone but a copy of the files.");
        var home = Directory.CreateTempSubdirectory("kvv-new-user-");
        try
        {
            await WalkAsync(home.FullName);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static async Task WalkAsync(string home)
    {
        using var shell = new Terminal(home);
        var cloned = await shell.RunAsync("git", ["clone", "--quiet", RepositoryRoot.Path, "kvv"]);
        Assert.That(cloned.Exit, Is.Zero, cloned.Output);
        var clone = Path.Combine(home, "kvv");
        Assert.That(await File.ReadAllTextAsync(Path.Combine(clone, "README.md")), Does.Contain("\ndotnet test Kvv.Conformance.sln "), "the first command that a reader meets");

        using var first = new Terminal(clone);
        var healthy = await first.RunAsync("dotnet", FirstCommand);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(healthy.Exit, Is.Zero, healthy.Output);
            Assert.That(healthy.Output, Does.Contain("says nothing about any vendor").And.Contain("Verdict           conforms").And.Match(@"Report            .*runs.*report\.html"));
            Assert.That(healthy.Output, Does.Not.Contain("warning").IgnoreCase);
        }

        var page = Path.Combine(clone, "runs", "latest", "report.html");
        await using var browser = await Browser.StartAsync();
        await browser.OpenAsync(page, 1440, dark: false);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await TextAsync(browser, "h1"), Does.EndWith("Conforms"));
            Assert.That(await TextAsync(browser, ".notice"), Does.Contain("says nothing about any vendor"));
            Assert.That(browser.Errors, Is.Empty);
        }

        using var second = new Terminal(clone);
        var serving = await second.StayAsync("dotnet", [.. Kvv, "serve", "--port", "0", "--faults", Fault], "Serving ");
        Assert.That(serving, Does.Match(@"Serving kimi-k2\.6-reference at http://127\.0\.0\.1:[0-9]+/v1 "));
        var address = serving.Split(' ').First(w => w.StartsWith("http://", StringComparison.Ordinal));

        var faulty = await first.RunAsync("dotnet", [.. FirstCommand, "--no-build"], ("KVV_BASE_URL", address), ("KVV_MODEL", "kimi-k2.6-reference"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(faulty.Exit, Is.EqualTo(1), faulty.Output);
            Assert.That(faulty.Output, Does.Contain("says nothing about any vendor"), "a served reference endpoint is marked as well");
            Assert.That(faulty.Output, Does.Contain("FAIL REPLY-FINISH-003").And.Contain($"FAULT? {Fault}: ").And.Contain("     do: ").And.Contain("Verdict           fails"));
            Assert.That(faulty.Output.IndexOf("FAULT? ", StringComparison.Ordinal), Is.EqualTo(faulty.Output.IndexOf($"FAULT? {Fault}", StringComparison.Ordinal)), "it is named first");
        }

        // Rendered from the folder alone, then read.
        var rendered = await first.RunAsync("dotnet", [.. Kvv, "report"]);
        Assert.That(rendered.Output, Does.Match(@"Rendered .*report\.html"));
        await browser.OpenAsync(page, 1440, dark: false);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await TextAsync(browser, "h1"), Does.EndWith("Does not conform"));
            Assert.That(await TextAsync(browser, "#failed .faults > li .id"), Is.EqualTo(Fault));
            Assert.That(await TextAsync(browser, "#failed .faults > li .do"), Is.Not.Empty);
            Assert.That(browser.Errors, Is.Empty);
        }
    }

    private static async Task<string?> TextAsync(Browser browser, string selector) => (string?)await browser.EvaluateAsync($"document.querySelector('{selector}')?.textContent.trim()");
}
