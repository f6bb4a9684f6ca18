using System.Text.Json;
using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.JsonSchemas;

public sealed class FormatTests
{
    [TestCase("date-time")]
    [TestCase("date")]
    [TestCase("time")]
    [TestCase("duration")]
    [TestCase("email")]
    [TestCase("idn-email")]
    [TestCase("hostname")]
    [TestCase("idn-hostname")]
    [TestCase("ipv4")]
    [TestCase("ipv6")]
    [TestCase("uri")]
    [TestCase("uri-reference")]
    [TestCase("iri")]
    [TestCase("iri-reference")]
    [TestCase("uuid")]
    [TestCase("uri-template")]
    [TestCase("json-pointer")]
    [TestCase("relative-json-pointer")]
    [TestCase("regex")]
    public void AnAssertedFormatGetsAnInstanceThatHasIt(string format)
    {
        var schema = JsonSchema.Compile($$"""{"type":"string","format":"{{format}}"}""", new() { AssertFormat = true });
        Assert.That(FormatSamples.Of(format), Has.Count.EqualTo(2));
        foreach (var sample in FormatSamples.Of(format))
            Assert.That(schema.Validate(JsonSerializer.SerializeToElement(sample)).IsValid, Is.True, sample);
        var result = InstanceGenerator.Random(schema, 5);
        Assert.That(FormatSamples.Of(format), Does.Contain(result.Instance!.GetValue<string>()));
        Assert.That(schema.Validate(JsonSerializer.SerializeToElement("\n( \\")).IsValid, Is.False);
    }

    [Test]
    public void AnUnknownFormatNeverFails() =>
        Assert.That(JsonSchema.Compile("""{"format":"colour"}""", new() { AssertFormat = true }).Validate(JsonElement.Parse("\"x\"")).IsValid, Is.True);
}
