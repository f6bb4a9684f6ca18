using System.Text.Json.Nodes;

namespace Kvv.Schemas;

/// <summary>
/// Builds instances of a schema. It reads the schema by itself and never asks the validator, so that a test of one by the other
/// means something. Every instance it returns has passed its own second look; where that look cannot decide, the result says so.
/// </summary>
public static class InstanceGenerator
{
    /// <summary>A small instance: only what is required, the shortest strings, the fewest items, recursion left by its nearest exit.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="options">Bounds; the defaults when absent.</param>
    public static GenerationResult Minimal(JsonSchema schema, GeneratorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Run(schema, options ?? new(), null);
    }

    /// <summary>A varied instance; the same schema, seed and options give the same instance.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="options">Bounds; the defaults when absent.</param>
    public static GenerationResult Random(JsonSchema schema, ulong seed, GeneratorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        options ??= new();
        // A random search that does not come upon an instance soon seldom does; the search for a small one is the surer way.
        var result = Run(schema, options with { MaxSteps = Math.Max(1, options.MaxSteps / 4) }, new Randomness(seed));
        return result.Outcome == GenerationOutcome.NotSolved ? Run(schema, options, null) : result;
    }

    private static GenerationResult Run(JsonSchema schema, GeneratorOptions options, Randomness? random)
    {
        var book = new FactBook(schema.Compiled, schema.Options.AssertFormat);
        var start = new Scoped(schema.Compiled.Root.Location, Scope.Empty);
        var search = new Search(book, options, random);
        try
        {
            if (search.Find([Demand.Of(start)]) is { } value)
            {
                return new Judge(book, search.Budget).Decide(start, value) == Verdict.True
                    ? new(GenerationOutcome.Generated, JsonNode.Parse(value.ToJson(), null, new() { MaxDepth = 10_000 }), null)
                    : new(GenerationOutcome.NotSolved, null, "An instance was built but could not be shown to be right.");
            }
        }
        catch (EvaluationLimitException e)
        {
            return new(GenerationOutcome.NotSolved, null, e.Message);
        }

        return search.GaveUp is { } reason
            ? new(GenerationOutcome.NotSolved, null, reason)
            : new(GenerationOutcome.Unsatisfiable, null, "The schema contradicts itself: it admits no value.");
    }
}
