using Kvv.Conformance.Faults;
using NUnit.Framework;

namespace Kvv.SelfTests.Faults;

/// <summary>Finding a fault by its id.</summary>
public sealed class LookupTests
{
    [Test]
    public void EveryFaultIsFoundByItsId()
    {
        foreach (var fault in Catalogue.Shipped.Faults)
        {
            Assert.That(Catalogue.Shipped.Get(fault.Id), Is.SameAs(fault));
            Assert.That(Catalogue.Shipped.TryGet(fault.Id, out var found) ? found : null, Is.SameAs(fault));
        }
    }

    [TestCase("tc-marker-in-content", "tc-markers-in-content")]
    [TestCase("tc-finishstop", "tc-finish-stop")]
    [TestCase("SW-DONE-MISSING", "sw-done-missing")]
    [TestCase("done-missing", "sw-done-missing")]
    [TestCase("", null)]
    [TestCase("zz", null)]
    public void AnUnknownIdSuggestsTheNearest(string written, string? nearest)
    {
        var error = Assert.Throws<UnknownFaultException>(() => Catalogue.Shipped.Get(written));
        Assert.That((error!.Id, error.Nearest), Is.EqualTo((written, nearest)));
        Assert.That(error.Message, nearest is null ? Does.Not.Contain("did you mean") : Does.Contain($"did you mean '{nearest}'?"));
        Assert.That(Catalogue.Shipped.TryGet(written, out _), Is.False);
    }

    [Test]
    public void AMissingFileIsNotAnEmptyCatalogue() =>
        Assert.Throws<DirectoryNotFoundException>(() => FaultCatalogue.Load(Path.Combine(RepositoryRoot.Path, "fixtures", "nothing-here")));

    [TestCase("stream", FaultCondition.Stream)]
    [TestCase("whole", FaultCondition.Whole)]
    [TestCase("warm", FaultCondition.Warm)]
    [TestCase("probability", FaultCondition.Probability)]
    [TestCase("sticky", FaultCondition.Sticky)]
    [TestCase("literal", FaultCondition.Literal)]
    [TestCase("turn>=2", FaultCondition.Turn)]
    [TestCase("concurrency>=8", FaultCondition.Concurrency)]
    [TestCase("promptTokens>=20000", FaultCondition.PromptTokens)]
    [TestCase("outputBytes>=8192", FaultCondition.OutputBytes)]
    [TestCase("served>=100", FaultCondition.Served)]
    [TestCase("thinking=off", FaultCondition.Thinking)]
    [TestCase("toolChoice=required|named", FaultCondition.ToolChoice)]
    public void AConditionIsReadAndWrittenAlike(string text, FaultCondition condition)
    {
        var read = FaultActivation.Parse(text);
        Assert.That((read.Condition, read.ToString()), Is.EqualTo((condition, text)));
        Assert.That(read, Is.EqualTo(FaultActivation.Parse(text)));
    }

    [Test]
    public void AConditionCarriesItsFigureOrItsValues()
    {
        Assert.That(FaultActivation.Parse("turn>=30").AtLeast, Is.EqualTo(30));
        Assert.That(FaultActivation.Parse("stream").AtLeast, Is.Null);
        Assert.That(FaultActivation.Parse("toolChoice=required|named").Values, Is.EqualTo(new[] { "required", "named" }));
    }
}
