using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>
/// The set of Moonshot's K2 vendor verifier on this machine: <c>samples.jsonl</c>, one chat request a line, and beside it the
/// results of the official service, one file a model.
/// </summary>
/// <param name="folder">The folder of the set.</param>
internal sealed class K2vvSet(string folder)
{
    public const string Request = "request";

    private const string SamplesFile = "samples.jsonl";
    private const string ResultsSuffix = "_results.jsonl";

    /// <summary>The set under a data set directory, or <see langword="null"/> when it is not there.</summary>
    /// <param name="datasetDirectory">The setting <c>DatasetDirectory</c>.</param>
    public static K2vvSet? Find(string datasetDirectory)
    {
        var folder = Path.Combine(datasetDirectory, "k2vv");
        return File.Exists(Path.Combine(folder, SamplesFile)) ? new(folder) : null;
    }

    /// <summary>The requests; an item's id is its <c>data_index</c>, the number of its line from 1.</summary>
    /// <exception cref="InvalidDataException">A line is no JSON object, or the file is a large-file pointer.</exception>
    public Dataset Samples()
    {
        var path = Path.Combine(folder, SamplesFile);
        var bytes = File.ReadAllBytes(path);
        var samples = JsonLines.Read(path).Select(l => new Sample(IdOf(l.Number), new JsonObject { [Request] = Prepared(l.Value) })).ToList();
        return samples.Count == 0
            ? throw new InvalidDataException($"{path} holds no requests.")
            : new("k2vv", $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}", samples);
    }

    /// <summary>The official results for a model, or <see langword="null"/> when the set has none.</summary>
    /// <param name="profile">The profile's name; a file of that name, or of that name and a suffix such as <c>-preview</c>, holds them.</param>
    /// <exception cref="InvalidDataException">A line is malformed.</exception>
    public IReadOnlyDictionary<string, TriggerDecision>? Official(string profile)
    {
        var file = Directory.EnumerateFiles(folder, profile + "*" + ResultsSuffix).Order(StringComparer.Ordinal).FirstOrDefault();
        return file is null ? null : K2vvResults.Read(file);
    }

    /// <summary>The id of the item with a <c>data_index</c>.</summary>
    public static string IdOf(int dataIndex) => dataIndex.ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>The role that the set spells <c>_input</c> is the system's.</summary>
    private static JsonObject Prepared(JsonObject request)
    {
        if (request["messages"] is not JsonArray messages)
            throw new InvalidDataException($"{SamplesFile}: a request has no messages.");
        foreach (var message in messages.OfType<JsonObject>())
        {
            if (message["role"] is JsonValue role && role.TryGetValue<string>(out var word) && word == "_input")
                message["role"] = "system";
        }

        return request;
    }
}
