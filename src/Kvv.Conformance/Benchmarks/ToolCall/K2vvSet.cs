using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Datasets;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>
/// The set of Moonshot's K2 vendor verifier on this machine: <c>samples.jsonl</c>, one chat request a line, and beside it the
/// results of the official service, one file a model.
/// </summary>
/// <param name="store">The data sets of this machine.</param>
internal sealed class K2vvSet(DatasetStore store)
{
    public const string Request = "request";

    private const string Name = "k2vv";
    private const string ResultsSuffix = "_results.jsonl";

    /// <summary>The requests; an item's id is its <c>data_index</c>, its number from 1.</summary>
    /// <exception cref="DatasetMissingException">The set is not on this machine; the message is the remedy.</exception>
    /// <exception cref="DatasetException">A file is damaged, or changed since it was pulled.</exception>
    public Dataset Samples()
    {
        var set = store.Open(Name);
        return new(set.Name, set.Revision, [.. set.Samples.Select((s, i) => new Sample(IdOf(i + 1), new JsonObject { [Request] = Prepared((JsonObject)s.Data.DeepClone()) }))]);
    }

    /// <summary>The official results for a model, or <see langword="null"/> when the set has none.</summary>
    /// <param name="profile">The profile's name; a file of that name, or of that name and a suffix such as <c>-preview</c>, holds them.</param>
    /// <exception cref="DatasetException">The file is damaged, or changed since it was pulled.</exception>
    /// <exception cref="InvalidDataException">A record is malformed.</exception>
    public IReadOnlyDictionary<string, TriggerDecision>? Official(string profile)
    {
        var file = Directory.EnumerateFiles(store.FolderOf(Name), profile + "*" + ResultsSuffix).Select(Path.GetFileName).Order(StringComparer.Ordinal).FirstOrDefault();
        return file is null ? null : K2vvResults.Read(store.ReadLines(Name, file), file);
    }

    /// <summary>The id of the item with a <c>data_index</c>.</summary>
    public static string IdOf(int dataIndex) => dataIndex.ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>The role that the set spells <c>_input</c> is the system's.</summary>
    private static JsonObject Prepared(JsonObject request)
    {
        if (request["messages"] is not JsonArray messages)
            throw new InvalidDataException($"{Name}: a request has no messages.");
        foreach (var message in messages.OfType<JsonObject>())
        {
            if (message["role"] is JsonValue role && role.TryGetValue<string>(out var word) && word == "_input")
                message["role"] = "system";
        }

        return request;
    }
}
