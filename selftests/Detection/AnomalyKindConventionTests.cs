using System.Reflection;
using System.Text.RegularExpressions;
using Kvv.Wire;
using Kvv.Wire.Detection;
using NUnit.Framework;

namespace Kvv.SelfTests.Detection;

public partial class AnomalyKindConventionTests
{
    // The class is partial: the kinds of replies are those of this file.
    private static readonly string Source = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "src", "Kvv.Wire", "AnomalyKinds.Reply.cs"));

    private static readonly string[] Kinds = [.. Constant().Matches(Source).Select(m => m.Groups["kind"].Value)];

    [Test]
    public void EveryConstantIsFoundInTheSource()
    {
        var names = Constant().Matches(Source).Select(m => m.Groups["name"].Value);

        var values = names.Select(n => typeof(AnomalyKinds).GetField(n, BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue());

        Assert.That(Kinds, Is.Not.Empty);
        Assert.That(values, Is.EqualTo(Kinds));
    }

    [Test]
    public void EveryKindIsProducedByExactlyOneDetectorAndDetectorsProduceNoOthers() =>
        Assert.That(DetectorSet.Default.Detectors.SelectMany(d => d.Kinds), Is.EquivalentTo(Kinds));

    [Test]
    public void EveryKindHasAFaultyExampleAndExamplesShowNoOthers() =>
        Assert.That(FaultyTexts.All.Concat(FaultyMessages.All).Select(e => e.Kind).Distinct(), Is.EquivalentTo(Kinds));

    [Test]
    public void EveryKindHasAHealthyLookAlikeAndLookAlikesShowNoOthers() =>
        Assert.That(HealthyTexts.All.Concat(HealthyMessages.All).Select(e => e.Kind).Distinct(), Is.EquivalentTo(Kinds));

    [Test]
    public void EveryKindNamesTheFaultsThatCanShowIt() =>
        Assert.That(Documented().Matches(Source).Select(m => m.Groups["kind"].Value), Is.EqualTo(Kinds));

    [Test]
    public void AKindCannotBelongToTwoDetectors() =>
        Assert.That(() => new DetectorSet([.. DetectorSet.Default.Detectors, DetectorSet.Default.Detectors[0]]), Throws.ArgumentException);

    [Test]
    public void AnUnknownKindCannotBeSwitchedOff() =>
        Assert.That(() => DetectorSet.Default.Without("no-such-kind"), Throws.ArgumentException);

    [GeneratedRegex("""public const string (?<name>\w+) = "(?<kind>[a-z-]+)";""")]
    private static partial Regex Constant();

    [GeneratedRegex("""/// <summary>.+\. Faults: [a-z0-9]+(-[a-z0-9]+)+(, [a-z0-9]+(-[a-z0-9]+)+)*\.</summary>\n    public const string \w+ = "(?<kind>[a-z-]+)";""")]
    private static partial Regex Documented();
}
