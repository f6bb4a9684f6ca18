using System.Globalization;
using System.Text.Json;
using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.JsonSchemas;

/// <summary>The MFJS rules: what Moonshot's validator accepts passes, and each rule refuses its own faulty examples.</summary>
public sealed class MfjsLinterTests
{
    [Test]
    public void EverySchemaThatMoonshotAcceptsPassesAtTheDefaultLevel()
    {
        var schemas = SharedSchemas.Walle();
        var refused = schemas.SelectMany(schema => MfjsLinter.Lint(schema.Json).Select(violation => $"{schema.Name}: {violation}")).ToList();
        TestContext.Progress.WriteLine($"MFJS: {schemas.Count} walle-valid schemas, {refused.Count} violations.");
        Assert.That(schemas, Has.Count.EqualTo(213));
        Assert.That(refused, Is.Empty);
    }

    // Each line: the rule, the path it names, and a schema that breaks this rule alone.
    [TestCase(MfjsRules.Json, "", """{"type":"object",}""")]
    [TestCase(MfjsRules.Json, "", """{"type":"object","type":"string"}""")]
    [TestCase(MfjsRules.Json, "", """{"type":"number","maximum":1e999}""")]
    [TestCase(MfjsRules.Json, "", """{"type":"number","maximum":007}""")]
    [TestCase(MfjsRules.Json, "", """{"type":"object","properties":{1:{}}}""")]
    [TestCase(MfjsRules.Root, "", "null")]
    [TestCase(MfjsRules.Root, "", """["type","string"]""")]
    [TestCase(MfjsRules.Root, "", "true")]
    [TestCase(MfjsRules.Type, "/type", """{"type":"float"}""")]
    [TestCase(MfjsRules.Type, "/type", """{"type":[]}""")]
    [TestCase(MfjsRules.Type, "/type", """{"type":null}""")]
    [TestCase(MfjsRules.Type, "/type", """{"type":["string",1]}""")]
    [TestCase(MfjsRules.Type, "/type", """{"type":["string","string"]}""")]
    [TestCase(MfjsRules.TypeBesideReference, "/type", """{"type":"object","anyOf":[{"title":"a"}]}""")]
    [TestCase(MfjsRules.TypeBesideReference, "/properties/a/type", """{"type":"object","properties":{"a":{"type":"object","$ref":"#/$defs/x"}},"$defs":{"x":{"title":"x"}}}""")]
    [TestCase(MfjsRules.SeveralTypes, "/minLength", """{"type":["string","null"],"minLength":1}""")]
    [TestCase(MfjsRules.SeveralTypes, "/default", """{"type":["string","null"],"default":"a"}""")]
    [TestCase(MfjsRules.Enum, "/enum", """{"type":"string","enum":[]}""")]
    [TestCase(MfjsRules.Enum, "/enum", """{"type":"string","enum":"a"}""")]
    [TestCase(MfjsRules.Enum, "/enum", """{"type":"string","enum":["a",1]}""")]
    [TestCase(MfjsRules.Enum, "/enum", """{"type":"integer","enum":[1.5]}""")]
    [TestCase(MfjsRules.Enum, "/enum", """{"enum":["a"]}""")]
    [TestCase(MfjsRules.Enum, "/enum", """{"type":["string","integer"],"enum":["a",1]}""")]
    [TestCase(MfjsRules.Enum, "/enum", """{"type":["string","object"],"enum":["a",{}]}""")]
    [TestCase(MfjsRules.RootOnly, "/properties/a/$id", """{"type":"object","properties":{"a":{"type":"string","$id":"a"}}}""")]
    [TestCase(MfjsRules.RootOnly, "/properties/a/$defs", """{"type":"object","properties":{"a":{"$defs":{}}}}""")]
    [TestCase(MfjsRules.RootOnly, "/$id", """{"type":"object","$id":1}""")]
    [TestCase(MfjsRules.Siblings, "/properties/a/minLength", """{"type":"object","properties":{"a":{"$ref":"#/$defs/x","minLength":1}},"$defs":{"x":{"type":"string"}}}""")]
    [TestCase(MfjsRules.Siblings, "/minItems", """{"anyOf":[{"type":"string"}],"minItems":1}""")]
    [TestCase(MfjsRules.Siblings, "/properties/a/title", """{"type":"object","properties":{"a":{"$ref":"#/$defs/x","title":"a"}},"$defs":{"x":{"type":"string","title":"x"}}}""")]
    [TestCase(MfjsRules.AnyOf, "/anyOf", """{"anyOf":[]}""")]
    [TestCase(MfjsRules.AnyOf, "/anyOf", """{"anyOf":{"type":"string"}}""")]
    [TestCase(MfjsRules.AnyOf, "/anyOf", """{"anyOf":["string"]}""")]
    [TestCase(MfjsRules.Reference, "/properties/a/$ref", """{"type":"object","properties":{"a":{"$ref":1}}}""")]
    [TestCase(MfjsRules.Reference, "/properties/a/$ref", """{"type":"object","properties":{"a":{"$ref":"#/properties/b"},"b":{}}}""")]
    [TestCase(MfjsRules.Reference, "/properties/a/$ref", """{"type":"object","properties":{"a":{"$ref":"#/$defs/y"}},"$defs":{"x":{}}}""")]
    [TestCase(MfjsRules.Reference, "/properties/a/$ref", """{"type":"object","properties":{"a":{"$ref":"https://example.com/s"}}}""")]
    [TestCase(MfjsRules.Reference, "/properties/a/$ref", """{"type":"object","properties":{"a":{"$ref":"#/$defs/x/anyOf"}},"$defs":{"x":{"anyOf":[{"type":"string"}]}}}""")]
    [TestCase(MfjsRules.Recursion, "/properties/a", """{"type":"object","properties":{"a":{"$ref":"#"}},"required":["a"]}""")]
    [TestCase(MfjsRules.Recursion, "/properties/a", """{"type":"object","properties":{"a":{"$ref":"#/$defs/x"}},"required":["a"],"$defs":{"x":{"type":"object","properties":{"b":{"$ref":"#/$defs/y"}},"required":["b"]},"y":{"type":"object","properties":{"c":{"$ref":"#/$defs/x"}},"required":["c"]}}}""")]
    [TestCase(MfjsRules.Recursion, "/properties/a/anyOf/0", """{"type":"object","properties":{"a":{"anyOf":[{"$ref":"#"}]}},"required":["a"]}""")]
    [TestCase(MfjsRules.Definitions, "/$defs", """{"type":"object","$defs":[]}""")]
    [TestCase(MfjsRules.Definitions, "/$defs/", """{"type":"object","$defs":{"":{"type":"string"}}}""")]
    [TestCase(MfjsRules.Definitions, "/$defs", """{"type":"object","$defs":{"a/b":{"type":"string"}}}""")]
    [TestCase(MfjsRules.Definitions, "/$defs", """{"type":"object","$defs":{"a":{"type":"object","properties":{"b/c":{}}}}}""")]
    [TestCase(MfjsRules.Definitions, "/$defs/a", """{"type":"object","$defs":{"a":null}}""")]
    [TestCase(MfjsRules.Properties, "/properties", """{"type":"object","properties":[]}""")]
    [TestCase(MfjsRules.Properties, "/properties/$ref", """{"type":"object","properties":{"$ref":{"type":"string"}}}""")]
    [TestCase(MfjsRules.Properties, "/properties/", """{"type":"object","properties":{"":{"type":"string"}}}""")]
    [TestCase(MfjsRules.Properties, "/properties/a", """{"type":"object","properties":{"a":true}}""")]
    [TestCase(MfjsRules.Required, "/required", """{"type":"object","properties":{"a":{}},"required":"a"}""")]
    [TestCase(MfjsRules.Required, "/required", """{"type":"object","properties":{"a":{}},"required":[1]}""")]
    [TestCase(MfjsRules.Required, "/required", """{"type":"object","properties":{"a":{}},"required":["a","a"]}""")]
    [TestCase(MfjsRules.Required, "/required", """{"type":"object","properties":{"a":{}},"required":["b"]}""")]
    [TestCase(MfjsRules.Required, "/required", """{"properties":{"a":{}},"required":["a"]}""")]
    [TestCase(MfjsRules.Required, "/required", """{"type":"object","required":["a"]}""")]
    [TestCase(MfjsRules.Ranges, "/minLength", """{"type":"string","minLength":2,"maxLength":1}""")]
    [TestCase(MfjsRules.Ranges, "/minLength", """{"type":"string","minLength":-1}""")]
    [TestCase(MfjsRules.Ranges, "/maxLength", """{"type":"string","maxLength":1.5}""")]
    [TestCase(MfjsRules.Ranges, "/maxItems", """{"type":"array","maxItems":"1"}""")]
    [TestCase(MfjsRules.Ranges, "/minItems", """{"type":"array","minItems":3,"maxItems":2}""")]
    [TestCase(MfjsRules.Ranges, "/minimum", """{"type":"number","minimum":2,"maximum":1}""")]
    [TestCase(MfjsRules.Ranges, "/maximum", """{"type":"integer","maximum":1.5}""")]
    [TestCase(MfjsRules.Ranges, "/minimum", """{"type":"number","minimum":true}""")]
    [TestCase(MfjsRules.Shapes, "/items", """{"type":"array","items":[{"type":"string"}]}""")]
    [TestCase(MfjsRules.Shapes, "/additionalProperties", """{"type":"object","additionalProperties":"no"}""")]
    [TestCase(MfjsRules.Shapes, "/description", """{"type":"object","description":1}""")]
    [TestCase(MfjsRules.Shapes, "/pattern", """{"type":"string","pattern":1}""")]
    [TestCase(MfjsRules.Keyword, "/oneOf", """{"oneOf":[{"type":"string"}]}""")]
    [TestCase(MfjsRules.Keyword, "/$schema", """{"type":"object","$schema":"https://json-schema.org/draft/2020-12/schema"}""")]
    [TestCase(MfjsRules.Keyword, "/patternProperties", """{"type":"object","patternProperties":{}}""")]
    [TestCase(MfjsRules.Keyword, "/format", """{"type":"string","format":"date"}""")]
    [TestCase(MfjsRules.Keyword, "/const", """{"type":"string","const":"a"}""")]
    [TestCase(MfjsRules.Keyword, "/multipleOf", """{"type":"number","multipleOf":2}""")]
    [TestCase(MfjsRules.KeywordOfType, "/minItems", """{"type":"string","minItems":1}""")]
    [TestCase(MfjsRules.KeywordOfType, "/properties", """{"type":"array","properties":{}}""")]
    [TestCase(MfjsRules.KeywordOfType, "/minimum", """{"type":"boolean","minimum":0}""")]
    public void AFaultySchemaIsRefusedByItsRuleAlone(string rule, string path, string json)
    {
        var violations = MfjsLinter.Lint(json);
        Assert.That(violations.Select(violation => violation.RuleId), Is.EqualTo(new[] { rule }), string.Join('\n', violations));
        Assert.That(violations[0].Path, Is.EqualTo(path));
        Assert.That(violations[0].Sentence, Does.EndWith("."));
    }

    [Test]
    public void ABranchOfAnyOfThatRepeatsAKeywordBesideItIsRefused() =>
        Assert.That(MfjsLinter.Lint("""{"items":{},"anyOf":[{"type":"array","items":{}}]}""").Select(v => v.RuleId), Is.EquivalentTo(new[] { MfjsRules.Siblings, MfjsRules.AnyOf }));

    [Test]
    public void AllSevenTypesMayStandTogether() =>
        Assert.That(MfjsLinter.Lint("""{"type":["null","boolean","object","array","number","integer","string"],"title":"t"}"""), Is.Empty);

    // At the limit a schema passes; one further it is refused by that limit alone.
    [TestCase(1_000, null)]
    [TestCase(1_001, MfjsRules.EnumItems)]
    public void EnumValuesAreCounted(int count, string? rule) =>
        Judge($$"""{"type":"integer","enum":[{{Join(count, i => $"{i}")}}]}""", rule);

    [TestCase(500, null)]
    [TestCase(501, MfjsRules.AnyOfBranches)]
    public void BranchesOfAnyOfAreCounted(int count, string? rule) =>
        Judge($$"""{"anyOf":[{{Join(count, _ => """{"type":"string"}""")}}]}""", rule);

    [TestCase(3_000, null)]
    [TestCase(3_001, MfjsRules.PropertyKeys)]
    public void PropertyNamesAreCountedOverTheWholeSchema(int count, string? rule) =>
        Judge($$$"""{"type":"object","properties":{"rest":{"type":"object","properties":{ {{{Join(count - 1001, i => $"\"q{i}\":{{}}")}}} }}, {{{Join(1000, i => $"\"p{i}\":{{}}")}}} }}""", rule);

    [TestCase(30, null)]
    [TestCase(31, MfjsRules.Depth)]
    public void LevelsOfPropertiesAreCounted(int depth, string? rule) => Judge(Nested(depth), rule);

    [TestCase(20, null)]
    [TestCase(21, MfjsRules.Depth)]
    public void LevelsBehindAReferenceAreAdded(int depth, string? rule)
    {
        var inner = Nested(depth);
        var outer = """{"$ref":"#/$defs/x"}""";
        for (var i = 0; i < 9; i++)
            outer = $$$"""{"type":"object","properties":{"a":{{{outer}}}}}""";
        Judge($$$"""{"type":"object","properties":{"a":{{{outer}}}},"$defs":{"x":{{{inner}}}}}""", rule);
    }

    [Test]
    public void ItemsAndAnyOfAddNoLevel()
    {
        var inner = """{"type":"string"}""";
        for (var i = 0; i < 40; i++)
            inner = i % 2 == 0 ? $$"""{"type":"array","items":{{inner}}}""" : $$"""{"anyOf":[{{inner}}]}""";
        Judge(inner, null);
    }

    [TestCase(120_000, null)]
    [TestCase(120_001, MfjsRules.Size)]
    public void TheSizeIsThatOfTheCompactText(int size, string? rule)
    {
        const string frame = """{"type":"string","description":""}""";
        var text = frame.Insert(frame.Length - 2, new string('x', size - frame.Length));
        Judge(text.Replace(",", ",\n    ", StringComparison.Ordinal), rule);
    }

    [Test]
    public void TheLengthOfAVeryLongEnumIsLimited()
    {
        var values = Join(2_501, i => $"\"{i.ToString("D30", CultureInfo.InvariantCulture)}\"");
        Assert.That(MfjsLinter.Lint($$"""{"type":"string","enum":[{{values}}]}""").Select(v => v.RuleId), Is.EquivalentTo(new[] { MfjsRules.EnumItems, MfjsRules.EnumLength }));
    }

    [TestCase("""{"type":"object","properties":{"anyOf":{"type":"string"}}}""", false, false, true)]
    [TestCase("""{"type":["string","null"],"minLength":1}""", false, false, true)]
    [TestCase("""{"type":"object","properties":{"":{"type":"string"}}}""", false, true, true)]
    [TestCase("""{"type":"string","format":"date"}""", false, true, true)]
    [TestCase("""{"type":"string","minimum":1}""", false, true, true)]
    [TestCase("""{"type":"string","enum":[]}""", false, false, false)]
    public void LooserLevelsLeaveRulesOut(string json, bool ultra, bool strict, bool lite)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(MfjsLinter.Lint(json, MfjsLevel.Ultra).Count == 0, Is.EqualTo(ultra));
            Assert.That(MfjsLinter.Lint(json, MfjsLevel.Strict).Count == 0, Is.EqualTo(strict));
            Assert.That(MfjsLinter.Lint(json, MfjsLevel.Lite).Count == 0, Is.EqualTo(lite));
        }
    }

    [Test]
    public void HostileTextsEndInViolations()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"items":""", 5_000)) + "{}" + new string('}', 5_000);
        Assert.That(MfjsLinter.Lint(deep).Select(v => v.RuleId), Is.EqualTo(new[] { MfjsRules.Json }));
        var wide = $$$"""{"type":"object","properties":{ {{{Join(5_000, i => $"\"p{i}\":0")}}} }}""";
        Assert.That(MfjsLinter.Lint(wide), Has.Count.EqualTo(200));
        using var circle = JsonDocument.Parse("""{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}},"$ref":"#/$defs/a"}""");
        Assert.That(MfjsLinter.Lint(circle.RootElement).Select(v => v.RuleId), Is.EqualTo(new[] { MfjsRules.Recursion }));
    }

    [Test]
    public void ReferencesThatBranchWithoutEndAreBounded()
    {
        var definitions = Join(60, i => $$$"""
            "d{{{i}}}":{"anyOf":[{"$ref":"#/$defs/d{{{i + 1}}}"},{"$ref":"#/$defs/d{{{i + 1}}}"}]}
            """);
        var json = "{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{\"$ref\":\"#/$defs/d0\"}},\"$defs\":{"
            + definitions + ",\"d60\":{\"$ref\":\"#/$defs/d0\"}}}";
        Assert.That(MfjsLinter.Lint(json).Select(v => v.Sentence), Does.Contain("The references of the schema branch too often to be followed."));
    }

    private static void Judge(string json, string? rule) =>
        Assert.That(MfjsLinter.Lint(json).Select(violation => violation.RuleId), Is.EqualTo(rule is null ? Array.Empty<string>() : [rule]));

    private static string Nested(int depth)
    {
        var schema = """{"type":"object"}""";
        for (var i = 0; i < depth; i++)
            schema = $$$"""{"type":"object","properties":{"a":{{{schema}}}}}""";
        return schema;
    }

    private static string Join(int count, Func<int, string> item) => string.Join(',', Enumerable.Range(0, count).Select(item));
}
