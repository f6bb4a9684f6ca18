using System.Text.Json;
using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.JsonSchemas;

/// <summary>Inputs made to hang, to overflow the stack or to fool: each ends soon, with a verdict or with the bound it met.</summary>
public sealed class HostileInputTests
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 200_000 };

    // Patterns that take a backtracking matcher exponential time on such a subject; an automaton decides them at once.
    [TestCase("^(a+)+$")]
    [TestCase("^(a|aa)+$")]
    [TestCase("^(a|a?)+$")]
    [TestCase("(x+x+)+y|^(a*)*$")]
    [TestCase("^([a-zA-Z]+)*$")]
    [TestCase("^(.*a){12}$")]
    public void AnExplosivePatternIsDecided(string pattern)
    {
        var schema = JsonSchema.Compile($$"""{"pattern":{{JsonSerializer.Serialize(pattern)}}}""");
        var result = schema.Validate(JsonSerializer.SerializeToElement(new string('a', 5_000) + "!"));
        Assert.That((result.IsValid, result.Limit), Is.EqualTo((false, (string?)null)));
    }

    [TestCase("""^(?!x)(a|aa)+$""")]
    [TestCase("""^(a+)+\\1$""")]
    public void AnExplosivePatternThatNeedsBacktrackingEndsAtItsBound(string pattern)
    {
        var schema = JsonSchema.Compile($$"""{"pattern":"{{pattern}}"}""", new() { PatternTimeout = TimeSpan.FromMilliseconds(20) });
        var result = schema.Validate(JsonSerializer.SerializeToElement(new string('a', 60) + "!"));
        Assert.That(result.IsValid, Is.False);
        Assert.That(result.Limit, Does.Contain("took longer than 20 ms"));
    }

    [TestCase("((((a{0,1000}){0,1000}){0,1000}){0,1000})$")]
    [TestCase("^\\p{L}{1,64}$")]
    public void AHugePatternCompiles(string pattern) =>
        Assert.That(JsonSchema.Compile($$"""{"pattern":{{JsonSerializer.Serialize(pattern)}}}""").Validate(JsonElement.Parse("\"a\"")).IsValid, Is.True);

    [Test]
    public void APatternNestedTooDeepIsRefused() =>
        Assert.Throws<JsonSchemaException>(() => JsonSchema.Compile($$"""{"pattern":"{{new string('(', 50_000)}}"}"""));

    [TestCase("""{"$ref":"#"}""")]
    [TestCase("""{"allOf":[{"$ref":"#/$defs/a"}],"$defs":{"a":{"anyOf":[{"$ref":"#"}]}}}""")]
    [TestCase("""{"$dynamicAnchor":"a","not":{"$dynamicRef":"#a"}}""")]
    public void ACircleOfReferencesEndsAtItsBound(string json) =>
        Assert.That(JsonSchema.Compile(json).Validate(JsonElement.Parse("1")).Limit, Does.Contain("circle"));

    [Test]
    public void AnExponentialSchemaEndsAtItsBound()
    {
        var definitions = string.Join(',', Enumerable.Range(0, 60).Select(i => $$$"""
            "d{{{i}}}":{"allOf":[{"$ref":"#/$defs/d{{{i + 1}}}"},{"$ref":"#/$defs/d{{{i + 1}}}"} ] }
            """));
        var schema = JsonSchema.Compile($$$"""{"$ref":"#/$defs/d0","$defs":{ {{{definitions}}},"d60":{"type":"integer"} } }""", new() { MaxSteps = 100_000 });
        Assert.That(schema.Validate(JsonElement.Parse("1")).Limit, Does.Contain("100000 steps"));
    }

    [Test]
    public void ADeepInstanceEndsAtTheBound()
    {
        var schema = JsonSchema.Compile("""{"items":{"$ref":"#"},"uniqueItems":true}""");
        using var shallow = JsonDocument.Parse(new string('[', 400) + new string(']', 400), Deep);
        using var deep = JsonDocument.Parse(new string('[', 10_000) + new string(']', 10_000), Deep);
        Assert.That(schema.Validate(shallow.RootElement).IsValid, Is.True);
        Assert.That(schema.Validate(deep.RootElement).Limit, Does.Contain("nest deeper"));
        using var equal = JsonDocument.Parse($"[{deep.RootElement.GetRawText()},{deep.RootElement.GetRawText()}]", Deep);
        Assert.That(JsonSchema.Compile("""{"uniqueItems":true}""").Validate(equal.RootElement).Limit, Does.Contain("nest deeper"));
    }

    [Test]
    public void ADeepSchemaIsRefusedNotCrashedOn()
    {
        var text = string.Concat(Enumerable.Repeat("""{"not":""", 10_000)) + "true" + new string('}', 10_000);
        Assert.Throws<JsonSchemaException>(() => JsonSchema.Compile(text));
        using var document = JsonDocument.Parse(text, Deep);
        Assert.Throws<JsonSchemaException>(() => JsonSchema.Compile(document.RootElement));
    }

    [Test]
    public void ManyEqualItemsAreComparedByHash()
    {
        var items = string.Join(',', Enumerable.Range(0, 50_000).Select(i => $$"""{"a":[{{i}}],"b":"x"}"""));
        var schema = JsonSchema.Compile("""{"uniqueItems":true}""");
        Assert.That(schema.Validate(JsonElement.Parse($"[{items}]")).IsValid, Is.True);
        Assert.That(schema.Validate(JsonElement.Parse($$"""[{{items}},{"b":"x","a":[4.9999e4]}]""")).IsValid, Is.False);
    }

    [TestCase("""{"maxLength":1}""", """ "😀" """, true)]
    [TestCase("""{"maxLength":1}""", """ "\ud83d\ude00" """, true)]
    [TestCase("""{"maxLength":1}""", """ "\ud83d" """, true)]
    [TestCase("""{"minLength":2}""", """ "é" """, false)]
    [TestCase("""{"pattern":"^.$"}""", """ "😀" """, true)]
    [TestCase("""{"pattern":"^[😀-😂]$"}""", """ "😁" """, true)]
    [TestCase("""{"pattern":"^[^a]$"}""", """ "😁" """, true)]
    [TestCase("""{"pattern":"^[^😀]$"}""", """ "😁" """, true)]
    [TestCase("""{"pattern":"^[^😀]$"}""", """ "😀" """, false)]
    [TestCase("""{"pattern":"^\\u{1F600}$"}""", """ "😀" """, true)]
    [TestCase("""{"pattern":"^a$"}""", """ "a\n" """, false)]
    [TestCase("""{"pattern":"^\\w$"}""", """ "é" """, false)]
    [TestCase("""{"pattern":"\\bab\\b"}""", """ "éab" """, true)]
    [TestCase("""{"pattern":"^(?:(a)|b)\\1$"}""", """ "b" """, true)]
    [TestCase("""{"const":"\ud800"}""", """ "\uD800" """, true)]
    [TestCase("""{"properties":{"\ud800":{"type":"null"}},"additionalProperties":false}""", """ {"\uD800":null} """, true)]
    [TestCase("""{"required":["é"]}""", """ {"\u00e9":1} """, true)]
    [TestCase("""{"propertyNames":{"maxLength":1}}""", """ {"\u00e9":1,"😀":2} """, true)]
    public void CodePointsDecideNotUnitsOrEscapes(string schema, string instance, bool isValid) =>
        Assert.That(JsonSchema.Compile(schema).Validate(JsonElement.Parse(instance)).IsValid, Is.EqualTo(isValid));

    [Test]
    public void OneSchemaServesManyThreads()
    {
        var schema = JsonSchema.Compile("""
            {"type":"object","properties":{"n":{"type":"integer","maximum":500},"s":{"pattern":"^(a|b)+$"},"t":{"$ref":"#"}},"unevaluatedProperties":false}
            """);
        var wrong = 0;
        Parallel.For(0, 4_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var text = $$$"""{"n":{{{i % 1000}}},"s":"{{{(i % 3 == 0 ? "abc" : "abba")}}}","t":{"n":1}}""";
            if (schema.Validate(JsonElement.Parse(text)).IsValid != (i % 1000 <= 500 && i % 3 != 0))
                Interlocked.Increment(ref wrong);
            if (!InstanceGenerator.Random(schema, (ulong)i).IsGenerated)
                Interlocked.Increment(ref wrong);
        });
        Assert.That(wrong, Is.Zero);
    }
}
