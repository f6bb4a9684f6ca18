using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>Misbehaviours that several proofs share.</summary>
internal static class Mangling
{
    /// <summary>A refusal becomes a success: the endpoint did not look.</summary>
    public static MangledCall AcceptsAnything(MangledCall call) => call.Path.EndsWith("/completions", StringComparison.Ordinal) ? call.Accepted() : call;

    /// <summary>Requests that hold a member are refused.</summary>
    public static Func<MangledCall, MangledCall> Refuses(string member) => call => call.Request?.ContainsKey(member) == true ? call.Refused(400, $"{member} is not supported.") : call;

    /// <summary>A request with a member crashes the server; a plain one is answered.</summary>
    public static Func<MangledCall, MangledCall> CrashesOn(Func<MangledCall, bool> trigger) => call => trigger(call) ? call.Refused(500, "Internal server error") : call;

    /// <summary>The text of each message or delta is changed.</summary>
    public static Func<MangledCall, MangledCall> Content(Func<string, string> change) => call => call.EachMessage(m => Change(m, "content", change));

    /// <summary>Puts a text after the content: of a whole reply at its end, of a stream into its last delta with content.</summary>
    public static MangledCall Appended(MangledCall call, string text)
    {
        if (!call.IsStream)
            return call.EachMessage(m => Change(m, "content", c => c + text));
        var last = call.Events().ToList().FindLastIndex(e => Delta(e)?["content"]?.ToString().Length > 0);
        return call.WithEvents(events => events.Select((e, i) => i == last ? Edit(e, d => Change(d, "content", c => c + text)) : e));
    }

    /// <summary>Joins all of a stream's deltas with text in one field into the last of them.</summary>
    public static MangledCall Buffered(MangledCall call, string field)
    {
        var events = call.Events().ToList();
        var with = events.Select((e, i) => (Text: Delta(e)?[field]?.ToString() ?? "", i)).Where(x => x.Text.Length > 0).ToList();
        if (with.Count < 2)
            return call;
        var all = string.Concat(with.Select(x => x.Text));
        var drop = with.SkipLast(1).Select(x => x.i).ToHashSet();
        return call.WithEvents(es => es.Where((_, i) => !drop.Contains(i)).Select(e => (Delta(e)?[field]?.ToString() ?? "").Length > 0 ? Edit(e, d => d[field] = all) : e));
    }

    /// <summary>The delta of an event's first choice.</summary>
    public static JsonObject? Delta(string data) => Choice(MangledCall.Parse(data))?["delta"] as JsonObject;

    /// <summary>The first choice of a chunk or reply.</summary>
    public static JsonObject? Choice(JsonObject? reply) => reply?["choices"] is JsonArray { Count: > 0 } choices ? choices[0] as JsonObject : null;

    /// <summary>Changes the delta of an event.</summary>
    public static string Edit(string data, Action<JsonObject> change)
    {
        var chunk = MangledCall.Parse(data)!;
        change((JsonObject)Choice(chunk)!["delta"]!);
        return chunk.ToJsonString();
    }

    private static void Change(JsonObject message, string field, Func<string, string> change)
    {
        if (message[field] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0)
            message[field] = change(text);
    }
}
