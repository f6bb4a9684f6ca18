using Kvv.Conformance.Reports;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>The page is HTML as a validator understands it.</summary>
public sealed class PageValidatorTests
{
    [Test]
    public async Task TheValidatorFindsNoError()
    {
        using var run = PageInBrowserTests.Everything();
        ReportWriter.Render(run.Path);
        var validator = await NodeTools.FileAsync("html-validate/bin/html-validate.mjs");
        // The rules are HTML's own; matters of taste (void style, long titles) are left out.
        await File.WriteAllTextAsync(Path.Combine(run.Path, ".htmlvalidate.json"), """{"root":true,"extends":["html-validate:standard"],"rules":{"require-sri":"off"}}""");
        var (code, output) = await NodeTools.RunAsync(run.Path, "node", validator, "report.html");
        Assert.That(code, Is.Zero, output);
        await File.WriteAllTextAsync(Path.Combine(run.Path, "broken.html"), run.Page.Replace("</main>", "<p><div id=\"failed\"></p>", StringComparison.Ordinal));
        Assert.That((await NodeTools.RunAsync(run.Path, "node", validator, "broken.html")).ExitCode, Is.Not.Zero, "a page that is wrong is caught");
    }
}
