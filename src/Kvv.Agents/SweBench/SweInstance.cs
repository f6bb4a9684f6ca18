using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Agents.SweBench;

/// <summary>An item of SWE-bench: an issue of a public repository, and the tests that tell whether it was resolved (github.com/SWE-bench/SWE-bench).</summary>
public sealed record SweInstance
{
    /// <summary>The id, <c>owner__name-number</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The repository, <c>owner/name</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>The release the repository was near, which selects the test command.</summary>
    public required string Version { get; init; }

    /// <summary>The commit that the work starts from.</summary>
    public required string BaseCommit { get; init; }

    /// <summary>The commit that the image's packages were chosen for, or <see langword="null"/>.</summary>
    public string? EnvironmentSetupCommit { get; init; }

    /// <summary>What the model is asked to resolve.</summary>
    public required string ProblemStatement { get; init; }

    /// <summary>What people had said on the issue before it was resolved. The model is not shown it.</summary>
    public string? Hints { get; init; }

    /// <summary>The diff that brings the tests. The model is not shown it.</summary>
    public required string TestPatch { get; init; }

    /// <summary>Tests that fail before and must pass after.</summary>
    public required IReadOnlyList<string> FailToPass { get; init; }

    /// <summary>Tests that pass before and must pass after.</summary>
    public required IReadOnlyList<string> PassToPass { get; init; }

    /// <summary>Reads an item as the data set states it; both lists of tests are JSON inside a text there, plain arrays are read too.</summary>
    /// <param name="sample">The item.</param>
    /// <exception cref="InvalidDataException">A member is missing or malformed; the message names item and member.</exception>
    public static SweInstance Read(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var instance = new SweInstance
        {
            Id = sample.Text("instance_id"),
            Repository = sample.Text("repo"),
            Version = sample.Text("version"),
            BaseCommit = sample.Text("base_commit"),
            EnvironmentSetupCommit = Optional(sample, "environment_setup_commit"),
            ProblemStatement = sample.Text("problem_statement"),
            Hints = Optional(sample, "hints_text"),
            TestPatch = sample.Text("test_patch"),
            FailToPass = Tests(sample, "FAIL_TO_PASS"),
            PassToPass = Tests(sample, "PASS_TO_PASS"),
        };
        if (instance.FailToPass.Count == 0)
            throw new InvalidDataException($"Sample {sample.Id}: \"FAIL_TO_PASS\" names no test, so nothing could show that the issue is resolved.");
        // It becomes an argument of git; anything but a hash could be read as an option.
        if (instance.BaseCommit.Length is < 7 or > 64 || !instance.BaseCommit.All(char.IsAsciiHexDigitLower))
            throw new InvalidDataException($"Sample {sample.Id}: \"base_commit\" is no commit hash.");
        return instance;
    }

    private static string? Optional(Sample sample, string name) => sample.Data[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static List<string> Tests(Sample sample, string name)
    {
        try
        {
            var list = sample.Data[name] is JsonArray plain ? plain : JsonNode.Parse(sample.Text(name)) as JsonArray;
            return [.. (list ?? throw new JsonException("no array")).Select(t => t is JsonValue v && v.TryGetValue<string>(out var text) ? text : throw new JsonException("an entry is no string"))];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Sample {sample.Id}: \"{name}\" is no JSON list of test names: {e.Message}", e);
        }
    }
}
