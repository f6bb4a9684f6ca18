using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>A parameter schema to call with, or one that must be refused.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Subject">The group it belongs to.</param>
/// <param name="Schema">The schema, not yet wrapped.</param>
/// <param name="Rule">The rule it breaks, for a schema that must be refused.</param>
public sealed record SchemaCase(string Id, string Subject, JsonNode Schema, string? Rule = null)
{
    /// <summary>Whether a strict tool must take it.</summary>
    public bool IsAllowed => Rule is null;
}

/// <summary>A set of cases at a fixed revision.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Revision">What pins the content.</param>
/// <param name="Cases">The cases in order.</param>
public sealed record SchemaCaseSet(string Name, string Revision, IReadOnlyList<SchemaCase> Cases)
{
    /// <summary>Reads the built-in set: every <c>*.jsonl</c> of a folder in ordinal order, the file's name being the subject.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidDataException">The folder or a line is malformed; the message names the place.</exception>
    public static SchemaCaseSet ReadOwn(string folder)
    {
        if (!Directory.Exists(folder))
            throw new InvalidDataException($"The schema cases are not there: {folder} does not exist.");
        var files = Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal)
            .Select(file => JsonlDataset.Read(Path.GetFileNameWithoutExtension(file), file)).ToList();
        var cases = files.SelectMany(file => file.Samples.Select(sample => new SchemaCase(
            sample.Id, file.Name,
            sample.Data["schema"] ?? throw new InvalidDataException($"Case {sample.Id}: the member \"schema\" is missing."),
            sample.Data.ContainsKey("rule") ? sample.Text("rule") : null)));
        return new("tool-schemas", RevisionOf(files.Select(f => f.Revision)), [.. cases]);
    }

    /// <summary>One revision out of those of several files.</summary>
    internal static string RevisionOf(IEnumerable<string> parts) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..16]}";
}
