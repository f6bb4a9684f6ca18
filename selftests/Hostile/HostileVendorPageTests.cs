using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Kvv.SelfTests.Hostile;

/// <summary>The page of tricks claims nothing that is not shown.</summary>
[TestFixture]
public sealed partial class HostileVendorPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "hostile-vendor.md"));

    [Test]
    public void EveryTestThatThePageNamesIsThere()
    {
        var tests = typeof(HostileVendorPageTests).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods().Where(m => m.DeclaringType == t).Select(m => $"{t.Name}.{m.Name}")).ToHashSet(StringComparer.Ordinal);
        var named = Named().Matches(Page).Select(m => m.Groups[1].Value).Distinct().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(named, Has.Count.GreaterThan(20));
            Assert.That(named.Where(n => !tests.Contains(n)), Is.Empty);
        }
    }

    [Test]
    public void EveryRowNamesATestOrSaysThatItIsOpen() =>
        Assert.That(Page.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Where(l => !Named().IsMatch(l) && !l.Contains("Open", StringComparison.Ordinal)), Is.Empty);

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex Named();
}
