using System.Text.Json;
using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.JsonSchemas;

/// <summary>What an error says: where in the instance, which keyword, and one sentence.</summary>
public sealed class ValidationErrorTests
{
    [TestCase("""{"type":"string"}""", "1", "", "/type", "Expected string, found a number.")]
    [TestCase("""{"type":["string","null"]}""", "[]", "", "/type", "Expected one of string, null, found an array.")]
    [TestCase("""{"required":["a"]}""", "{}", "", "/required", "The property \"a\" is missing.")]
    [TestCase("""{"properties":{"a/b":{"items":{"maximum":3}}}}""", """{"a/b":[1,5]}""", "/a~1b/1", "/properties/a~1b/items/maximum", "Expected a number below or equal to 3.")]
    [TestCase("""{"additionalProperties":false}""", """{"x":1}""", "/x", "/additionalProperties", "No value is allowed here.")]
    [TestCase("""{"$ref":"#/$defs/a","$defs":{"a":{"minLength":2}}}""", "\"é\"", "", "/$ref/minLength", "Expected at least 2 code points, found 1.")]
    [TestCase("""{"anyOf":[{"type":"null"},{"type":"string"}]}""", "1", "", "/anyOf", "Matches none of the 2 schemas of anyOf.")]
    [TestCase("""{"oneOf":[{},{}]}""", "1", "", "/oneOf", "Matches the schemas 0 and 1 of oneOf; only one may match.")]
    [TestCase("""{"allOf":[true,{"const":2}]}""", "1", "", "/allOf/1/const", "Expected 2.")]
    [TestCase("""{"unevaluatedProperties":false,"properties":{"a":true}}""", """{"a":1,"b":2}""", "/b", "/unevaluatedProperties", "No value is allowed here.")]
    [TestCase("""{"prefixItems":[{"type":"null"}]}""", "[1]", "/0", "/prefixItems/0/type", "Expected null, found a number.")]
    [TestCase("""{"if":true,"then":{"type":"null"}}""", "1", "", "/then/type", "Expected null, found a number.")]
    [TestCase("""{"uniqueItems":true}""", "[1,2,1.0]", "", "/uniqueItems", "Item 2 occurs before.")]
    [TestCase("""{"patternProperties":{"^a":{"type":"null"}}}""", """{"ab":1}""", "/ab", "/patternProperties/^a/type", "Expected null, found a number.")]
    public void AnErrorNamesPlaceKeywordAndReason(string json, string instance, string instancePath, string keywordPath, string message)
    {
        var result = JsonSchema.Compile(json).Validate(JsonElement.Parse(instance));
        Assert.That(result.Errors, Is.EqualTo(new[] { new ValidationError(instancePath, keywordPath, message) }));
        Assert.That((result.IsValid, result.Limit), Is.EqualTo((false, (string?)null)));
    }

    [Test]
    public void EveryErrorIsReportedUpToTheBound()
    {
        var schema = JsonSchema.Compile("""{"items":{"type":"string"}}""", new() { MaxErrors = 7 });
        Assert.That(schema.Validate(JsonElement.Parse("[1,\"a\",2]")).Errors.Select(e => e.InstancePath), Is.EqualTo(new[] { "/0", "/2" }));
        Assert.That(schema.Validate(JsonElement.Parse($"[{string.Join(',', Enumerable.Range(0, 50))}]")).Errors, Has.Count.EqualTo(7));
    }

    [Test]
    public void AnUndefinedInstanceIsAMistakeOfTheCaller() => Assert.Throws<ArgumentException>(() => JsonSchema.Compile("true").Validate(default));
}
