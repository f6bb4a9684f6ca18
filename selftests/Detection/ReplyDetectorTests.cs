using Kvv.Wire.Detection;
using NUnit.Framework;

namespace Kvv.SelfTests.Detection;

public class ReplyDetectorTests
{
    private static IEnumerable<ReplyExample> Faulty => [.. FaultyTexts.All, .. FaultyMessages.All];

    private static IEnumerable<ReplyExample> Healthy => [.. HealthyTexts.All, .. HealthyMessages.All];

    [TestCaseSource(nameof(Faulty))]
    public void AFaultyReplyIsReportedAsItsKind(object example)
    {
        var (kind, _, inspection) = (ReplyExample)example;

        var found = DetectorSet.Default.Inspect(inspection);

        Assert.That(found.Select(a => a.Kind), Does.Contain(kind));
        Assert.That(found.Select(a => a.Kind).Distinct().Except(Companions(kind)), Is.EqualTo(new[] { kind }), "other kinds were reported too");
    }

    [TestCaseSource(nameof(Faulty))]
    public void AFaultIsNotReportedByASetWithoutItsDetector(object example)
    {
        var (kind, _, inspection) = (ReplyExample)example;

        var found = DetectorSet.Default.Without(kind).Inspect(inspection);

        Assert.That(found.Select(a => a.Kind), Does.Not.Contain(kind));
    }

    [TestCaseSource(nameof(Healthy))]
    public void AHealthyLookAlikeIsLeftAlone(object example) =>
        Assert.That(DetectorSet.Default.Inspect(((ReplyExample)example).Inspection), Is.Empty);

    [TestCaseSource(nameof(Faulty))]
    public void AnExcerptIsShortAndCanBeWritten(object example)
    {
        using var scope = Assert.EnterMultipleScope();
        foreach (var anomaly in DetectorSet.Default.Inspect(((ReplyExample)example).Inspection))
        {
            Assert.That(anomaly.Excerpt?.Length ?? 0, Is.LessThanOrEqualTo(400));
            Assert.That(() => System.Text.Json.JsonSerializer.Serialize(anomaly), Throws.Nothing);
            Assert.That(anomaly.Message, Does.EndWith("."));
        }
    }

    // What breaks one rule can break a second by its nature.
    private static string[] Companions(string kind) => kind switch
    {
        Kvv.Wire.AnomalyKinds.EmptySuccess => [Kvv.Wire.AnomalyKinds.FinishLengthEarly],
        Kvv.Wire.AnomalyKinds.WhitespaceRunaway => [Kvv.Wire.AnomalyKinds.RepetitionLoop],
        _ => [],
    };
}
