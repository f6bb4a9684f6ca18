using System.Text.Json.Nodes;

namespace Kvv.Evaluation.Benchmarks;

/// <summary>One item of a data set.</summary>
/// <param name="Id">Unique within the data set; stable across revisions for the same item.</param>
/// <param name="Data">The item's members as the data set file states them. Not to be changed.</param>
public sealed record Sample(string Id, JsonObject Data)
{
    /// <summary>A member that must be a string.</summary>
    /// <param name="name">The member's name.</param>
    /// <exception cref="InvalidDataException">The member is absent or no string.</exception>
    public string Text(string name) => Data[name] is JsonValue value && value.TryGetValue<string>(out var text)
        ? text
        : throw new InvalidDataException($"Sample {Id}: the member \"{name}\" is missing or no string.");
}

/// <summary>A set of items at a fixed revision.</summary>
/// <param name="Name">For example <c>basics</c> or <c>echo840/OCRBench</c>.</param>
/// <param name="Revision">What pins the content: a commit, or the SHA-256 of the file.</param>
/// <param name="Samples">The items in file order.</param>
public sealed record Dataset(string Name, string Revision, IReadOnlyList<Sample> Samples);
