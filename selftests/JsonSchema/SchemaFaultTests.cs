using System.Text.Json;
using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.JsonSchemas;

/// <summary>A schema that draft 2020-12 does not allow is refused when it is compiled, with the place and a sentence.</summary>
public sealed class SchemaFaultTests
{
    [TestCase("""{"type":"float"}""", "/type")]
    [TestCase("""{"type":[]}""", "/type")]
    [TestCase("""{"type":["string","string"]}""", "/type")]
    [TestCase("""{"properties":[]}""", "/properties")]
    [TestCase("""{"properties":{"a":1}}""", "/properties/a")]
    [TestCase("""{"properties":{"a/b":{"items":[]}}}""", "/properties/a~1b/items")]
    [TestCase("""{"required":"a"}""", "/required")]
    [TestCase("""{"required":["a","a"]}""", "/required")]
    [TestCase("""{"minLength":-1}""", "/minLength")]
    [TestCase("""{"maxItems":1.5}""", "/maxItems")]
    [TestCase("""{"minimum":"1"}""", "/minimum")]
    [TestCase("""{"multipleOf":0}""", "/multipleOf")]
    [TestCase("""{"enum":1}""", "/enum")]
    [TestCase("""{"anyOf":[]}""", "/anyOf")]
    [TestCase("""{"allOf":{}}""", "/allOf")]
    [TestCase("""{"pattern":"("}""", "/pattern")]
    [TestCase("""{"pattern":"\\p{Script=Greek}"}""", "/pattern")]
    [TestCase("""{"patternProperties":{"[":{}}}""", "/patternProperties")]
    [TestCase("""{"uniqueItems":1}""", "/uniqueItems")]
    [TestCase("""{"$defs":{"unused":{"type":1}}}""", "/$defs/unused/type")]
    [TestCase("""{"$ref":"#/$defs/a"}""", "/$ref")]
    [TestCase("""{"$ref":"#a"}""", "/$ref")]
    [TestCase("""{"$ref":"https://example.com/not-supplied"}""", "/$ref")]
    [TestCase("""{"$anchor":"1"}""", "/$anchor")]
    [TestCase("""{"$defs":{"a":{"$anchor":"x"},"b":{"$anchor":"x"}}}""", "/$defs/b/$anchor")]
    [TestCase("""{"$schema":"https://example.com/unknown-dialect"}""", "/$schema")]
    [TestCase("1", "")]
    [TestCase("""{"a":1,"a":2}""", "")]
    [TestCase("{", "")]
    public void AFaultIsNamedWithItsPlace(string json, string path)
    {
        var fault = Assert.Throws<JsonSchemaException>(() => JsonSchema.Compile(json));
        Assert.That(fault!.KeywordPath, Is.EqualTo(path));
        Assert.That(fault.Reason, Does.EndWith("."));
    }

    [Test]
    public void AnUnknownVocabularyThatIsRequiredIsRefused()
    {
        var options = new JsonSchemaOptions { Resolver = new One("""{"$vocabulary":{"https://example.com/vocab":true}}""") };
        Assert.That(Assert.Throws<JsonSchemaException>(() => JsonSchema.Compile("""{"$schema":"https://example.com/meta"}""", options))!.Reason, Does.Contain("https://example.com/vocab"));
    }

    [Test]
    public void AResolverSuppliesDocumentsAndNothingElseIsFetched()
    {
        var schema = JsonSchema.Compile("""{"$ref":"https://example.com/a#/$defs/n"}""", new() { Resolver = new One("""{"$defs":{"n":{"type":"integer"}}}""") });
        Assert.That(schema.Validate(JsonElement.Parse("1")).IsValid, Is.True);
        Assert.That(schema.Validate(JsonElement.Parse("\"1\"")).IsValid, Is.False);
    }

    [Test]
    public void TheDocumentOfASchemaMayBeDisposed()
    {
        JsonSchema schema;
        using (var document = JsonDocument.Parse("""{"enum":["a"]}"""))
            schema = JsonSchema.Compile(document.RootElement);
        Assert.That(schema.Validate(JsonElement.Parse("\"a\"")).IsValid, Is.True);
    }

    private sealed class One(string json) : ISchemaResolver
    {
        public JsonElement? Resolve(Uri uri) => JsonElement.Parse(json);
    }
}
