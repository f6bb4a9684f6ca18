using System.Globalization;
using System.Text.RegularExpressions;
using Kvv.Conformance.Faults;
using Kvv.ReferenceVendor.Faults;
using NUnit.Framework;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>A fault acts by default under the conditions that were reported; where it does not, its row says why.</summary>
[TestFixture]
public sealed partial class DefaultActivationTests
{
    private static readonly FaultCatalogue Catalogue = FaultCatalogue.Load(Path.Combine(RepositoryRoot.Path, "fixtures"));

    // The catalogue's words for conditions that the endpoint names otherwise.
    private static readonly Dictionary<string, string> Spelling = new(StringComparer.Ordinal) { ["promptTokens"] = "prompt", ["outputBytes"] = "output", ["probability"] = "p" };

    [Test]
    public void ADefaultThatDiffersFromTheReportsSaysWhy() => Assert.That(
        FaultRegistry.Rows.Where(r => r.Unlike is null).SelectMany(r => Missing(r).Select(m => $"{r.Id} was reported with {m}, and acts by default with \"{r.Default}\"")), Is.Empty);

    [Test]
    public void AReasonStandsOnlyWhereThereIsADifference() => Assert.That(
        FaultRegistry.Rows.Where(r => r.Unlike is not null && Missing(r).Count == 0).Select(r => $"{r.Id}: {r.Unlike}"), Is.Empty);

    [Test]
    public void WhatIsInherentWasReportedAndIsNoConditionBesides() => Assert.That(
        from row in FaultRegistry.Rows
        from name in Names(row.Inherent)
        where !Reported(row).Any(c => c.Name == name) || Names(row.Default).Contains(name)
        select $"{row.Id}: {name}",
        Is.Empty);

    [Test]
    public void ADifferenceIsFound()
    {
        var row = FaultRegistry.Find("dk-garbage-past-length")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Missing(row), Is.EqualTo(new[] { "prompt>=55000" }), "a threshold that is lower");
            Assert.That(Missing(row with { Default = "prompt>=60000" }), Is.Empty);
            Assert.That(Missing(row with { Default = "" }), Has.Count.EqualTo(1), "a condition that is not there");
            Assert.That(Missing(row with { Default = "", Inherent = "prompt" }), Is.Empty);
        }
    }

    private static List<string> Missing(FaultRow row)
    {
        var defaults = Names(row.Default).Zip(row.Default.Split(',', StringSplitOptions.RemoveEmptyEntries)).ToDictionary(d => d.First, d => Least(d.Second), StringComparer.Ordinal);
        var inherent = Names(row.Inherent).ToHashSet(StringComparer.Ordinal);
        return [.. Reported(row).Where(c => !inherent.Contains(c.Name) && !(defaults.TryGetValue(c.Name, out var least) && (c.Least is null || least is null || least >= c.Least)))
            .Select(c => c.Least is { } n ? string.Create(CultureInfo.InvariantCulture, $"{c.Name}>={n}") : c.Name)];
    }

    private static IEnumerable<(string Name, int? Least)> Reported(FaultRow row) => Catalogue.Get(row.Id).Activation.Select(a => a.ToString()!).Select(a => (Name(a), Least(a)));

    private static IEnumerable<string> Names(string conditions) => conditions.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Name);

    private static string Name(string condition) => Spelling.GetValueOrDefault(Border().Split(condition)[0], Border().Split(condition)[0]);

    private static int? Least(string condition) => condition.Contains(">=", StringComparison.Ordinal) ? int.Parse(condition.Split(">=")[1], CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(">?=")]
    private static partial Regex Border();
}
