using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Faults;
using NUnit.Framework;

namespace Kvv.SelfTests.Diagnosis;

/// <summary>What the diagnosis makes of small pieces of evidence, with and without measured signatures.</summary>
[TestFixture]
public sealed class DiagnosticianTests
{
    private static readonly FaultCatalogue Catalogue = FaultCatalogue.Load(Path.Combine(RepositoryRoot.Path, "fixtures"));
    private static readonly Diagnostician ByCatalogue = new(Catalogue, SignatureTable.Empty);

    [Test]
    public void NothingBrokenNamesNothing() =>
        Assert.That(ByCatalogue.Diagnose([Unit("A-B-001", false, "tc-finish-stop")]), Is.EqualTo(DiagnosisResult.Nothing));

    [Test]
    public void TheFaultThatARowNamesFirstComesFirst() => Assert.That(
        Names(ByCatalogue.Diagnose([Unit("A-B-001", true, "tc-finish-stop", "sw-stream-differs")])).First(),
        Is.EqualTo("tc-finish-stop"));

    [Test]
    public void AFaultThatWouldAlsoHaveBrokenWhatPassedIsRankedDown()
    {
        var found = ByCatalogue.Diagnose([Unit("A-B-001", true, "tc-finish-stop", "sw-stream-differs"), .. Enumerable.Range(2, 5).Select(i => Unit($"A-B-{i:000}", false, "tc-finish-stop"))]);
        Assert.That(found.Faults[0].Fault, Is.EqualTo("sw-stream-differs"));
        Assert.That(found.Faults.Single(f => f.Fault == "tc-finish-stop").Reason, Does.Contain("passed"));
    }

    [Test]
    public void WhatTheFirstFaultExplainsDoesNotCountForTheNext()
    {
        var found = ByCatalogue.Diagnose(
        [
            Unit("A-B-001", true, "tc-finish-stop", "sw-stream-differs"), Unit("A-B-002", true, "tc-finish-stop", "sw-stream-differs"), Unit("A-B-003", true, "tc-finish-stop"),
            Unit("C-D-001", true, "ua-usage-zero"),
        ]);
        Assert.That(found.Faults.Where(f => f.Standing == Standing.Likely).Select(f => f.Fault), Is.EqualTo(new[] { "tc-finish-stop", "ua-usage-zero" }));
        Assert.That(found.Unexplained, Is.Empty);
    }

    /// <summary>However many places two faults share, the second is not called likely by what the first explains already.</summary>
    [Test]
    public void OneFaultThatBreaksMuchIsNotTakenForTwo()
    {
        var shared = Enumerable.Range(1, 60).Select(i => ($"A-B-{i:000}", "whole")).ToList();
        var first = Signature("dk-bang-collapse", [.. shared, ("REPLY-LOOP-001", "character-run")]);
        var found = new Diagnostician(Catalogue, new([first, Signature("dk-pad-spam", [.. shared, ("REPLY-LOOP-001", "token-repetition")])])).Diagnose(
        [
            .. shared.Select(s => new EvidenceUnit { Subject = s.Item1, Facets = [new("whole", Sight.Fail)], Named = [] }),
            new() { Subject = "REPLY-LOOP-001", Facets = [new("character-run", Sight.Fail), new("token-repetition", Sight.Pass)], Named = ["dk-bang-collapse", "dk-pad-spam"], IsDirect = true },
        ]);
        Assert.That(found.Faults.Where(f => f.Standing == Standing.Likely).Select(f => f.Fault), Is.EqualTo(new[] { "dk-bang-collapse" }));
    }

    [Test]
    public void ASecondFaultIsLikelyByWhatTheFirstLeavesOpen()
    {
        var shared = Enumerable.Range(1, 20).Select(i => ($"A-B-{i:000}", "whole")).ToList();
        var table = new SignatureTable([Signature("dk-bang-collapse", shared), Signature("ua-usage-zero", [shared[0], ("C-D-001", "whole")])]);
        var found = new Diagnostician(Catalogue, table).Diagnose(
            [.. shared.Append(("C-D-001", "whole")).Select(s => new EvidenceUnit { Subject = s.Item1, Facets = [new("whole", Sight.Fail)], Named = [] })]);
        Assert.That(found.Faults.Where(f => f.Standing == Standing.Likely).Select(f => f.Fault), Is.EqualTo(new[] { "dk-bang-collapse", "ua-usage-zero" }));
    }

    /// <summary>A figure that fails names what it is the sign of: a fault that it would have named, had it been there, is not likely.</summary>
    [TestCase("dk-cross-request-leak", "dk-cross-request-leak")]
    [TestCase("rv-silent-truncation", "rv-silent-truncation")]
    public void WhatAFigureNamesComesBeforeWhatItDoesNot(string named, string first)
    {
        const string Figure = "cache-and-batch/clean-series";
        var measured = Signature("rv-silent-truncation", [(Figure, BenchmarkEvidence.Figure)]) with { NamedBy = System.Collections.Frozen.FrozenSet.ToFrozenSet([Figure]) };
        var found = new Diagnostician(Catalogue, new([measured])).Diagnose([new() { Subject = Figure, Facets = [new(BenchmarkEvidence.Figure, Sight.Fail)], Named = [named] }]);
        Assert.That(found.Faults.Where(f => f.Standing == Standing.Likely).Select(f => f.Fault), Is.EqualTo(new[] { first }));
    }

    [Test]
    public void AFailureThatNoFaultExplainsIsCalledUnexplainedBesideANamedOne()
    {
        var found = ByCatalogue.Diagnose([Unit("A-B-001", true, "ua-usage-zero"), Unit("A-B-002", true)]);
        Assert.That(found.Unexplained, Is.EqualTo(new[] { "A-B-002" }));
        Assert.That(found.Faults[0].Fault, Is.EqualTo("ua-usage-zero"));
    }

    [Test]
    public void FaultsThatNothingTellsApartAreListedAsLookAlikes()
    {
        var found = ByCatalogue.Diagnose([Unit("A-B-001", true, "ua-cached-missing"), Unit("A-B-002", true, "ua-cache-off-silently"), Unit("A-B-003", true, "ua-cached-missing", "ua-cache-off-silently"), Unit("A-B-004", true, "ua-cache-off-silently", "ua-cached-missing")]);
        Assert.That(Names(found).Take(2), Is.EquivalentTo(new[] { "ua-cached-missing", "ua-cache-off-silently" }));
    }

    [Test]
    public void DirectEvidenceNamesAFaultThatComesAndGoes()
    {
        var signature = Signature("dk-bang-collapse", [.. Enumerable.Range(1, 60).Select(i => ($"A-B-{i:000}", "whole")), ("REPLY-LOOP-001", "character-run")]);
        var found = new Diagnostician(Catalogue, new([signature, Signature("dk-pad-spam", [("REPLY-LOOP-001", "token-repetition")])])).Diagnose(
        [
            .. Enumerable.Range(1, 60).Select(i => Unit($"A-B-{i:000}", false)),
            new() { Subject = "REPLY-LOOP-001", Facets = [new("character-run", Sight.Fail), new("token-repetition", Sight.Pass)], Named = ["dk-bang-collapse", "dk-pad-spam"], IsDirect = true },
        ]);
        Assert.That(found.Faults[0].Fault, Is.EqualTo("dk-bang-collapse"));
        Assert.That(found.Faults[0].Reason, Does.Contain("a part of the requests"));
    }

    [Test]
    public void AMeasuredSignatureExplainsWhatNoRowNames()
    {
        var signature = Signature("sw-bare-eof", [("A-B-001", "whole"), ("A-B-002", "whole")]);
        var found = new Diagnostician(Catalogue, new([signature])).Diagnose([Unit("A-B-001", true), Unit("A-B-002", true), Unit("A-B-003", false)]);
        Assert.That(found.Faults[0].Fault, Is.EqualTo("sw-bare-eof"));
        Assert.That(found.Unexplained, Is.Empty);
    }

    [Test]
    public void AFaultOfStreamsExplainsNoWholeReply()
    {
        var found = ByCatalogue.Diagnose([new() { Subject = "A-B-001", Facets = [new("whole", Sight.Fail), new("stream", Sight.Pass)], Named = ["sw-done-missing"] }]);
        Assert.That(found.Faults.Where(f => f.Standing == Standing.Likely), Is.Empty);
        Assert.That(found.Unexplained, Is.EqualTo(new[] { "A-B-001" }));
    }

    [Test]
    public void AnUnknownFaultInARowIsRefusedByName() =>
        Assert.That(Assert.Throws<InvalidDataException>(() => ByCatalogue.Diagnose([Unit("A-B-001", true, "tc-finish-stpo")]))!.Message, Does.Contain("tc-finish-stpo").And.Contain("A-B-001"));

    /// <summary>Every failure is explained by a likely fault or listed as unexplained; none vanishes.</summary>
    [Test]
    public void NoFailureVanishes()
    {
        for (var seed = 1; seed <= 50; seed++)
        {
            var random = new Random(seed);
            var units = Enumerable.Range(1, 12).Select(i => Unit($"A-B-{i:000}", random.Next(2) == 0, [.. Catalogue.Faults.OrderBy(_ => random.Next()).Take(random.Next(3)).Select(f => f.Id)])).ToList();
            var found = ByCatalogue.Diagnose(units);
            var explained = found.Faults.Where(f => f.Standing == Standing.Likely).SelectMany(f => f.Explains).Concat(found.Unexplained).ToHashSet();
            Assert.That(units.Where(u => u.Failed).Select(u => u.Subject).Except(explained), Is.Empty, $"seed {seed}");
        }
    }

    private static IEnumerable<string> Names(DiagnosisResult found) => found.Faults.Where(f => f.Standing != Standing.Possible).Select(f => f.Fault);

    private static EvidenceUnit Unit(string subject, bool failed, params string[] named) =>
        new() { Subject = subject, Facets = [new("whole", failed ? Sight.Fail : Sight.Pass), new("stream", failed ? Sight.Fail : Sight.Pass)], Named = named };

    private static FaultSignature Signature(string fault, IReadOnlyList<(string Subject, string Facet)> broken) => new(
        fault,
        "kimi-k2.6",
        System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(broken, b => b, _ => Effect.Fails),
        System.Collections.Frozen.FrozenSet.ToFrozenSet(broken.Concat([("REPLY-LOOP-001", "character-run"), ("REPLY-LOOP-001", "token-repetition")])));
}
