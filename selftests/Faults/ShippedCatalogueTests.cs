using System.Text.RegularExpressions;
using Kvv.Conformance.Faults;
using NUnit.Framework;

namespace Kvv.SelfTests.Faults;

/// <summary>What holds for the catalogue that ships, beyond what the loader demands.</summary>
public sealed partial class ShippedCatalogueTests
{
    [Test]
    public void ItHoldsExactly174Faults() => Assert.That(Catalogue.Shipped.Faults, Has.Count.EqualTo(174));

    [Test]
    public void EveryStageHasFaultsAndTheStagesStandInOrder()
    {
        var stages = Catalogue.Shipped.Faults.Select(fault => fault.Stage).ToList();
        Assert.That(stages, Is.Ordered);
        Assert.That(stages.Distinct(), Is.EquivalentTo(Enum.GetValues<FaultStage>()));
    }

    [Test]
    public void AtLeast140FaultsCanBePlayedAndTheOthersSayWhyNot()
    {
        var (played, others) = (Catalogue.Shipped.Faults.Where(f => f.Injectable), Catalogue.Shipped.Faults.Where(f => !f.Injectable));
        Assert.That(played.Count(), Is.GreaterThanOrEqualTo(140));
        Assert.That(others.Select(fault => fault.NotInjectableReason), Is.All.Not.Empty);
    }

    [Test]
    public void LookAlikesExistAndNameEachOther() => Assert.That(
        from fault in Catalogue.Shipped.Faults
        from id in fault.LookAlikes
        where !Catalogue.Shipped.TryGet(id, out var other) || !other.LookAlikes.Contains(fault.Id)
        select $"{fault.Id} -> {id}",
        Is.Empty);

    [Test]
    public void EverySentenceIsCompleteAndEveryTitleIsNone()
    {
        foreach (var (where, text) in Catalogue.Sentences())
            Assert.That(text.EndsWith('.'), Is.EqualTo(!where.EndsWith("title", StringComparison.Ordinal)), $"{where}: {text}");
    }

    // Markdown and HTML would swallow a tag, and a table would break at a bar.
    [Test]
    public void MarkupStandsBetweenBackticks() => Assert.That(
        Catalogue.Sentences().Where(s => Code().Replace(s.Text, "").IndexOfAny(['<', '>', '|', '*']) >= 0),
        Is.Empty);

    [Test]
    public void EveryHintSaysHowToConfirmTheCure() => Assert.That(
        Catalogue.Shipped.Faults.Where(fault => !fault.Hint.Contains("Confirm", StringComparison.Ordinal)).Select(fault => fault.Id),
        Is.Empty);

    [Test]
    public void ACauseFromASingleReportIsCalledUnconfirmed() => Assert.That(
        Catalogue.Shipped.Faults
            .Where(fault => (fault.Evidence == FaultEvidence.Single) != fault.Cause.Contains("unconfirmed", StringComparison.Ordinal))
            .Select(fault => $"{fault.Id}: {fault.Evidence}, {fault.Cause}"),
        Is.Empty);

    [Test]
    public void AThreadHasItsAddressAndOnlyAThreadLooksLikeOne()
    {
        foreach (var source in Catalogue.Shipped.Faults.SelectMany(fault => fault.Sources))
        {
            if (Thread().Match(source.Reference) is { Success: true } thread)
                Assert.That(source.Url?.AbsoluteUri, Is.EqualTo($"https://github.com/{thread.Groups[1]}/issues/{thread.Groups[2]}"));
            else
                Assert.That(source.Reference, Does.Not.Contain("#"));
        }
    }

    [Test]
    public void NoSourceStandsTwiceAtOneFault() => Assert.That(
        Catalogue.Shipped.Faults
            .Where(fault => fault.Sources.Select(source => source.ToString()).Distinct().Count() != fault.Sources.Length)
            .Select(fault => fault.Id),
        Is.Empty);

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^([\w.-]+/[\w.-]+)#(\d+)$")]
    private static partial Regex Thread();
}
