using Kvv.Conformance.Faults;
using Kvv.ReferenceVendor;
using NUnit.Framework;

namespace Kvv.SelfTests.CommandLine;

/// <summary>`kvv faults`: the catalogue on the console, and a clear word for an id that is none.</summary>
[TestFixture]
public sealed class FaultsCommandTests
{
    private static readonly FaultCatalogue Catalogue = FaultCatalogue.Load(Path.Combine(RepositoryRoot.Path, "fixtures"));

    [Test]
    public async Task ListShowsEveryFaultOnceAndMarksThoseThatCanBePlayed()
    {
        var (exit, output) = await RunAsync("list");
        var lines = output.Split('\n', StringSplitOptions.TrimEntries).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var played = lines.Where(l => l is ["+", ..]).Select(l => l[1]).ToList();
        var others = lines.Where(l => l.Length > 2 && Catalogue.TryGet(l[0], out _)).Select(l => l[0]).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exit, Is.Zero, output);
            Assert.That(played, Is.EquivalentTo(ReferenceEndpoint.KnownFaults.Keys));
            Assert.That(played.Concat(others), Is.EquivalentTo(Catalogue.Faults.Select(f => f.Id)));
            Assert.That(output, Does.Contain("174 faults.").And.Contain("kvv faults show ID"));
        }
    }

    [Test]
    public async Task ListIsNarrowedToAStageAndToWhatCanBePlayed()
    {
        var (exit, output) = await RunAsync("list", "--stage", "toolCalls", "--injectable");
        var expected = Catalogue.Of(FaultStage.ToolCalls).Count(f => f.Injectable);
        Assert.That((exit, output.Contains($"{expected} faults.", StringComparison.Ordinal), output.Contains("sw-done-missing", StringComparison.Ordinal)), Is.EqualTo((0, true, false)), output);
    }

    [Test]
    public async Task ShowTellsEverythingAboutAFault()
    {
        var fault = Catalogue.Get("tc-finish-stop");
        var (exit, output) = await RunAsync("show", fault.Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exit, Is.Zero, output);
            foreach (var part in new[] { fault.Title, fault.Symptom, fault.Cause, fault.Hint, fault.Sources[0].Reference, "kvv serve --faults tc-finish-stop" }.Concat(fault.Requirements).Concat(fault.Metrics))
                Assert.That(output, Does.Contain(part));
        }
    }

    [Test]
    public async Task ShowSaysWhyAFaultCannotBePlayed()
    {
        var fault = Catalogue.Faults.First(f => !f.Injectable);
        var (exit, output) = await RunAsync("show", fault.Id);
        Assert.That((exit, output.Contains(fault.NotInjectableReason!, StringComparison.Ordinal)), Is.EqualTo((0, true)), output);
    }

    [TestCase("tc-finish-stpo", "'tc-finish-stop'")]
    [TestCase("nothing-like-any", "nothing-like-any")]
    public async Task AnUnknownIdIsRefusedInOneSentence(string id, string said)
    {
        var (exit, output) = await RunAsync("show", id);
        Assert.That(exit, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain(id).And.Contain(said).And.Not.Contain("   at "));
        Assert.That(output.Trim().Split('\n'), Has.Length.EqualTo(1));
    }

    [TestCase("list", "--stage", "kitchen")]
    [TestCase("list", "--fixtures", "no-such-folder")]
    [TestCase("show")]
    public async Task WhatCannotBeUsedIsRefused(params string[] arguments)
    {
        var (exit, output) = await RunAsync(arguments);
        Assert.That((exit, output.Contains("   at ", StringComparison.Ordinal), output.Trim().Length > 0), Is.EqualTo((1, false, true)), output);
    }

    private static async Task<(int Exit, string Output)> RunAsync(params string[] arguments)
    {
        using var kvv = ProductProcess.Kvv(["faults", .. arguments]);
        return (await kvv.ExitAsync(), kvv.Output);
    }
}
