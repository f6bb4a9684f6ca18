using System.Globalization;
using System.Text.Json.Nodes;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>
/// A results file of the K2 vendor verifier: one record a request with <c>data_index</c>, <c>status</c>, <c>finish_reason</c>,
/// <c>tool_calls_valid</c> and <c>last_run_at</c>. A request that was run again has several records; the newest counts.
/// </summary>
internal static class K2vvResults
{
    /// <summary>Reads records.</summary>
    /// <param name="records">The records in the order of the file.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <returns>By item id, what the service decided; <see cref="TriggerDecision.Due"/> says whether it called.</returns>
    /// <exception cref="InvalidDataException">A record has no <c>data_index</c>.</exception>
    public static IReadOnlyDictionary<string, TriggerDecision> Read(IEnumerable<JsonObject> records, string file)
    {
        var newest = new Dictionary<string, (DateTimeOffset At, TriggerDecision Decision)>(StringComparer.Ordinal);
        var number = 0;
        foreach (var record in records)
        {
            number++;
            if (record["data_index"] is not JsonValue value || !value.TryGetValue<int>(out var index))
                throw new InvalidDataException($"{file}: record {number}: the integer member \"data_index\" is missing.");
            var (id, at) = (K2vvSet.IdOf(index), RunAt(record));
            // Records of equal or unknown age: the later line is the newer one.
            if (!newest.TryGetValue(id, out var known) || at >= known.At)
                newest[id] = (at, Decision(id, record));
        }

        return newest.ToDictionary(e => e.Key, e => e.Value.Decision, StringComparer.Ordinal);
    }

    private static TriggerDecision Decision(string id, JsonObject record)
    {
        var finish = Text(record, "finish_reason");
        var answered = Text(record, "status") == "success";
        bool? valid = finish == TriggerDecision.CallReason ? record["tool_calls_valid"] is JsonValue v && v.TryGetValue<bool>(out var all) && all : null;
        return new(id, answered && finish == TriggerDecision.CallReason, answered, finish, valid);
    }

    private static DateTimeOffset RunAt(JsonObject record) =>
        DateTimeOffset.TryParse(Text(record, "last_run_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : DateTimeOffset.MinValue;

    private static string? Text(JsonObject record, string name) => record[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
