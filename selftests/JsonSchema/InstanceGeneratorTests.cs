using System.Text.Json;
using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.JsonSchemas;

public sealed class InstanceGeneratorTests
{
    [TestCase("""{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"integer"}},"required":["b"]}""", """{"b":0}""")]
    [TestCase("""{"type":"string","minLength":3}""", "\"aaa\"")]
    [TestCase("""{"type":"integer","minimum":5}""", "5")]
    [TestCase("""{"type":"integer","exclusiveMaximum":-5}""", "-6")]
    [TestCase("""{"type":"number","multipleOf":2.5,"minimum":3}""", "5")]
    [TestCase("""{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":1}""", "0.5")]
    [TestCase("""{"type":"integer","minimum":10000000000000000}""", "10000000000000000")]
    [TestCase("""{"type":"array","items":{"type":"boolean"},"minItems":2,"uniqueItems":true}""", "[false,true]")]
    [TestCase("""{"const":{"a":[1,null]}}""", """{"a":[1,null]}""")]
    [TestCase("""{"type":"string","pattern":"^[0-9]{3}-[A-Z]+$"}""", "\"012-E\"")]
    [TestCase("""{"allOf":[{"required":["a"]},{"properties":{"a":{"type":"string"}}},{"properties":{"a":{"minLength":1}}}]}""", """{"a":"a"}""")]
    [TestCase("""{"oneOf":[{"type":"integer"},{"minimum":2}],"type":"number"}""", "0")]
    [TestCase("""{"type":"object","properties":{"next":{"anyOf":[{"$ref":"#"},{"type":"null"}]}},"required":["next"]}""", """{"next":null}""")]
    [TestCase("""{"type":"object","minProperties":2,"additionalProperties":{"type":"null"}}""", """{"a":null,"b":null}""")]
    [TestCase("""{"type":"object","required":["日本","🚀"],"additionalProperties":{"type":"null"}}""", """{"日本":null,"🚀":null}""")]
    [TestCase("""{"type":"array","contains":{"const":7},"minContains":2}""", "[7,7]")]
    [TestCase("""{"type":"object","required":["a"],"dependentRequired":{"a":["b"]},"properties":{"a":{"const":1},"b":{"const":2}}}""", """{"a":1,"b":2}""")]
    [TestCase("""{"not":{"type":["null","boolean","number","string","array"]}}""", "{}")]
    [TestCase("""{"if":{"required":["a"]},"then":{"required":["b"]},"required":["a"],"properties":{"a":{"const":0},"b":{"const":1}}}""", """{"a":0,"b":1}""")]
    public void TheMinimalInstanceIsAsSmallAsTheSchemaAllows(string schema, string expected)
    {
        var result = InstanceGenerator.Minimal(JsonSchema.Compile(schema));
        Assert.That(result.Outcome, Is.EqualTo(GenerationOutcome.Generated), result.Reason);
        Assert.That(JsonElement.DeepEquals(JsonElement.Parse(result.Instance?.ToJsonString() ?? "null"), JsonElement.Parse(expected)), Is.True, result.Instance?.ToJsonString());
    }

    [TestCase("false")]
    [TestCase("""{"enum":[]}""")]
    [TestCase("""{"type":"string","minLength":2,"maxLength":1}""")]
    [TestCase("""{"type":"integer","minimum":3,"maximum":2}""")]
    [TestCase("""{"type":"integer","exclusiveMinimum":1,"exclusiveMaximum":2}""")]
    [TestCase("""{"allOf":[{"type":"string"},{"type":"null"}]}""")]
    [TestCase("""{"const":1,"not":{"const":1}}""")]
    [TestCase("""{"type":"object","properties":{"a":false},"required":["a"]}""")]
    [TestCase("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a","b"],"additionalProperties":false}""")]
    [TestCase("""{"type":"array","items":false,"minItems":1}""")]
    [TestCase("""{"not":{}}""")]
    public void AContradictionIsCalledUnsatisfiable(string schema)
    {
        var result = InstanceGenerator.Minimal(JsonSchema.Compile(schema));
        Assert.That(result.Outcome, Is.EqualTo(GenerationOutcome.Unsatisfiable), $"{result.Instance?.ToJsonString()} {result.Reason}");
        Assert.That(result.Instance, Is.Null);
    }

    [TestCase("""{"type":"object","properties":{"a":{"$ref":"#"}},"required":["a"]}""", "depth")]
    [TestCase("""{"type":"string","minLength":999999999999}""", "999999999999")]
    [TestCase("""{"type":"array","minItems":999999}""", "999999")]
    [TestCase("""{"type":"string","pattern":"^(?=b)a"}""", "")]
    [TestCase("""{"type":"string","minLength":3,"allOf":[{"pattern":"^a*$"},{"pattern":"^b*$"}]}""", "")]
    public void WhatItCannotBuildItSays(string schema, string reason)
    {
        var result = InstanceGenerator.Minimal(JsonSchema.Compile(schema));
        Assert.That(result.Outcome, Is.EqualTo(GenerationOutcome.NotSolved));
        Assert.That(result.Reason, Does.Contain(reason).And.EndsWith("."));
    }

    // Each of these has an instance that a hasty search misses.
    [TestCase("""{"type":"array","contains":{"type":"string"},"unevaluatedItems":false,"minItems":2}""", true)]
    [TestCase("""{"type":"array","items":{"const":1},"contains":{"const":1},"maxContains":3,"minItems":2}""", true)]
    [TestCase("""{"type":"array","items":{"const":1},"minItems":1,"not":{"contains":{"const":1},"minContains":2}}""", true)]
    [TestCase("""{"type":"array","prefixItems":[{"enum":["a","b"]},{"const":"a"}],"minItems":2,"items":false,"uniqueItems":true}""", false)]
    [TestCase("""{"enum":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45],"minimum":45}""", true)]
    [TestCase("""{"type":"object","propertyNames":{"pattern":"^z"},"not":{"additionalProperties":{"type":"string"}}}""", false)]
    public void WhatHasAnInstanceIsNeverCalledUnsatisfiable(string schema, bool isFound)
    {
        var result = InstanceGenerator.Minimal(JsonSchema.Compile(schema));
        Assert.That(result.Outcome, Is.EqualTo(isFound ? GenerationOutcome.Generated : GenerationOutcome.NotSolved), result.Reason);
    }

    [Test]
    public void OneSeedGivesOneInstanceAndSeedsDiffer()
    {
        var schema = JsonSchema.Compile("""
            {"type":"object","properties":{"s":{"type":"string","maxLength":9},"n":{"type":"number"},"l":{"type":"array","items":{"type":"integer"}}},"required":["s","n","l"]}
            """);
        var texts = Enumerable.Range(0, 50).Select(seed => InstanceGenerator.Random(schema, (ulong)seed).Instance!.ToJsonString()).ToList();
        Assert.That(texts, Is.EqualTo(Enumerable.Range(0, 50).Select(seed => InstanceGenerator.Random(schema, (ulong)seed).Instance!.ToJsonString())));
        Assert.That(texts.Distinct().Count(), Is.GreaterThan(40));
    }

    [TestCase("^[a-c]{2,4}\\d+(x|yy)?$")]
    [TestCase("^(?:[A-Z][a-z]+ ){1,3}\\S$")]
    [TestCase("\\.(png|jpe?g)$")]
    [TestCase("^[^\\s@]+@[^\\s@]+\\.[a-z]{2,}$")]
    [TestCase("^\\p{Lu}\\p{Nd}[^\\x00-\\x7f]$")]
    [TestCase("^#?([a-f0-9]{6}|[a-f0-9]{3})$")]
    [TestCase("^(\\w)-\\1$")]
    [TestCase("^[😀-😎]{3}$")]
    [TestCase("^$")]
    [TestCase("(?!^)x$")]
    public void ATextForACommonPatternMatchesIt(string pattern)
    {
        var schema = JsonSchema.Compile($$"""{"type":"string","pattern":{{JsonSerializer.Serialize(pattern)}}}""");
        for (ulong seed = 0; seed < 40; seed++)
        {
            var result = seed == 0 ? InstanceGenerator.Minimal(schema) : InstanceGenerator.Random(schema, seed);
            Assert.That(result.Outcome, Is.EqualTo(GenerationOutcome.Generated), result.Reason);
            Assert.That(schema.Validate(JsonElement.Parse(result.Instance!.ToJsonString())).IsValid, Is.True, result.Instance.ToJsonString());
        }
    }

    [Test]
    public void ASearchThatWouldNotEndStopsAtItsBound()
    {
        var branches = string.Join(',', Enumerable.Range(0, 40).Select(i => $$"""{"anyOf":[{"required":["a{{i}}"]},{"required":["b{{i}}"]}]}"""));
        var schema = JsonSchema.Compile($$"""{"type":"object","allOf":[{{branches}},{"maxProperties":39}]}""");
        Assert.That(InstanceGenerator.Minimal(schema, new() { MaxSteps = 20_000 }).Outcome, Is.EqualTo(GenerationOutcome.NotSolved));
    }

    [Test]
    public void TheJudgeRefusesWhatIsWrong()
    {
        // The second look must be able to fail, or it proves nothing.
        var schema = JsonSchema.Compile("""{"type":"object","properties":{"a":{"type":"integer"}},"unevaluatedProperties":false}""");
        var judge = new Judge(new FactBook(schema.Compiled, assertsFormat: false), new StepBudget(1_000));
        Verdict On(string text) => judge.Decide(new Scoped(schema.Compiled.Root.Location, Scope.Empty), Value.Of(JsonElement.Parse(text)));
        Assert.That(On("""{"a":1}"""), Is.EqualTo(Verdict.True));
        Assert.That(On("""{"a":1.5}"""), Is.EqualTo(Verdict.False));
        Assert.That(On("""{"b":1}"""), Is.EqualTo(Verdict.False));
    }
}
