using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.JsonSchemas;

/// <summary>Generator and validator against each other over random schemas: neither knows how the other decides.</summary>
public sealed class RandomSchemaTests
{
    private const int Seed = 20_260_630;
    private const int Count = 10_000;

    private static readonly JsonElement[] Probes =
    [
        .. new[]
        {
            "null", "true", "false", "0", "1", "-1", "2", "6", "0.5", "1.5", "-7", "14", "1000", "\"\"", "\"a\"", "\"aaa\"", "\"foo7\"",
            "\"123-45\"", "\"abab\"", "\"é@é\"", "[]", "[0]", "[\"a\"]", "[0,1]", "[null,null,null]", "[1,\"two\"]", "{}", "{\"a\":1}",
            "{\"a\":\"a\",\"b\":\"b\"}", "{\"id\":null}", "{\"p\":1,\"q\":2,\"r\":3}", "{\"value\":1,\"children\":[]}",
        }.Select(text => JsonElement.Parse(text)),
    ];

    [Test]
    public void WhatTheGeneratorBuildsIsValidAndWhatItCallsUnsatisfiableStaysSo()
    {
        var schemas = new RandomSchemas(Seed);
        var outcomes = new Dictionary<GenerationOutcome, int>();
        var wrong = new List<string>();
        for (var i = 0; i < Count; i++)
        {
            var text = schemas.Next().ToJsonString();
            var schema = JsonSchema.Compile(text);
            var result = i % 2 == 0
                ? InstanceGenerator.Minimal(schema, new() { MaxSteps = 20_000 })
                : InstanceGenerator.Random(schema, (ulong)i, new() { MaxSteps = 20_000 });
            outcomes[result.Outcome] = outcomes.GetValueOrDefault(result.Outcome) + 1;
            if (result.IsGenerated && !IsValid(schema, result.Instance))
                wrong.Add($"schema {i}: {text}: {Text(result.Instance)}");
            if (result.Outcome == GenerationOutcome.Unsatisfiable && Probes.Any(probe => schema.Validate(probe).IsValid))
                wrong.Add($"schema {i} is called unsatisfiable: {text}");
        }

        TestContext.Progress.WriteLine($"Random schemas, seed {Seed}: {string.Join(", ", outcomes.OrderBy(o => o.Key).Select(o => $"{o.Value} {o.Key}"))}.");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(wrong, Is.Empty, string.Join('\n', wrong.Take(5)));
            Assert.That(outcomes.GetValueOrDefault(GenerationOutcome.Generated), Is.GreaterThan(Count * 9 / 10));
        }
    }

    [Test]
    public void AMutationThatBreaksAKeywordForCertainIsFound()
    {
        var schemas = new RandomSchemas(Seed + 1);
        var tried = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var missed = new List<string>();
        for (var i = 0; i < Count / 4; i++)
        {
            var source = schemas.Next();
            var schema = JsonSchema.Compile(source.ToJsonString());
            var result = InstanceGenerator.Random(schema, (ulong)i, new() { MaxSteps = 20_000 });
            if (!result.IsGenerated)
                continue;
            foreach (var (keyword, mutant) in Mutations.Of(source, result.Instance))
            {
                tried[keyword] = tried.GetValueOrDefault(keyword) + 1;
                if (IsValid(schema, mutant))
                    missed.Add($"schema {i}, {keyword}: {source.ToJsonString()}: {Text(mutant)}");
            }
        }

        TestContext.Progress.WriteLine($"Mutants, seed {Seed + 1}: {string.Join(", ", tried.Select(t => $"{t.Value} {t.Key}"))}.");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(missed, Is.Empty, string.Join('\n', missed.Take(5)));
            Assert.That(tried.Keys, Has.Count.EqualTo(17));
            Assert.That(tried.Values, Has.All.GreaterThan(10));
        }
    }

    private static bool IsValid(JsonSchema schema, JsonNode? instance) => schema.Validate(JsonElement.Parse(Text(instance))).IsValid;

    private static string Text(JsonNode? instance) => instance?.ToJsonString() ?? "null";
}
