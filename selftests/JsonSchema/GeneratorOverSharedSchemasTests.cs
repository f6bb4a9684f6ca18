using System.Text.Json;
using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.JsonSchemas;

/// <summary>The generator over schemas that others wrote; the validator judges what it builds.</summary>
public sealed class GeneratorOverSharedSchemasTests
{
    // It asks for a string of 999,999,999,999 code points.
    private static readonly string[] NotBuildable = ["TestRangeConstraints 3"];

    [Test]
    public void EveryWalleSchemaButTheOneThatIsTooLongGetsAValidMinimalInstance() => JudgeWalle(InstanceGenerator.Minimal, "minimal");

    [TestCase(1UL)]
    [TestCase(20UL)]
    [TestCase(300UL)]
    public void EveryWalleSchemaButTheOneThatIsTooLongGetsAValidRandomInstance(ulong seed) =>
        JudgeWalle((schema, options) => InstanceGenerator.Random(schema, seed, options), $"random, seed {seed}");

    [Test]
    public void NoInstanceForASuiteSchemaIsEverInvalid()
    {
        var groups = SharedSchemas.Cases().GroupBy(test => $"{test.File}: {test.Group}").ToList();
        var wrong = new List<string>();
        var unsolved = new List<string>();
        foreach (var group in groups)
        {
            var schema = JsonSchema.Compile(group.First().Schema, new() { Resolver = SharedSchemas.Remotes });
            foreach (var seed in new ulong?[] { null, 1, 2, 3 })
            {
                var result = seed is { } s ? InstanceGenerator.Random(schema, s) : InstanceGenerator.Minimal(schema);
                var isSatisfiable = group.Any(test => test.IsValid);
                if (result.IsGenerated && Check(schema, result) is { } fault)
                    wrong.Add($"{group.Key} ({seed}): {result.Instance?.ToJsonString() ?? "null"}: {fault}");
                else if (result.Outcome == GenerationOutcome.Unsatisfiable && isSatisfiable)
                    wrong.Add($"{group.Key} ({seed}): called unsatisfiable");
                else if (!result.IsGenerated && isSatisfiable && seed is null)
                    unsolved.Add($"{group.Key}: {result.Reason}");
            }
        }

        TestContext.Progress.WriteLine($"Generator over the official suite: {groups.Count - unsolved.Count} of {groups.Count} schemas solved or rightly refused.");
        Assert.That(wrong, Is.Empty);
        Assert.That(unsolved, Is.Empty);
    }

    private static void JudgeWalle(Func<JsonSchema, GeneratorOptions?, GenerationResult> generate, string how)
    {
        var schemas = SharedSchemas.Walle();
        var wrong = new List<string>();
        var built = 0;
        foreach (var (name, json) in schemas)
        {
            var schema = JsonSchema.Compile(json);
            var result = generate(schema, null);
            if (!result.IsGenerated)
            {
                if (!NotBuildable.Contains(name))
                    wrong.Add($"{name}: {result.Reason}");
                continue;
            }

            built++;
            if (Check(schema, result) is { } fault)
                wrong.Add($"{name}: {fault}");
        }

        TestContext.Progress.WriteLine($"Generator over walle-valid ({how}): {built} of {schemas.Count} schemas got an instance.");
        Assert.That(wrong, Is.Empty);
        Assert.That(built, Is.EqualTo(schemas.Count - NotBuildable.Length));
    }

    private static string? Check(JsonSchema schema, GenerationResult result)
    {
        using var document = JsonDocument.Parse(result.Instance?.ToJsonString() ?? "null");
        return schema.Validate(document.RootElement) is { IsValid: false } verdict ? verdict.Errors[0].ToString() : null;
    }
}
