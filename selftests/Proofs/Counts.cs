using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>Changes to the token counts of an answer, wherever it reports them, and questions about the messages of a request.</summary>
internal static class Counts
{
    /// <summary>Changes every usage record of a success.</summary>
    public static MangledCall EachUsage(this MangledCall call, Action<JsonObject> change) => call.Each(reply =>
    {
        foreach (var usage in (reply["choices"]?.AsArray() ?? []).OfType<JsonObject>().Select(c => c["usage"]).Append(reply["usage"]).OfType<JsonObject>())
            change(usage);
    });

    /// <summary>Adds to <c>prompt_tokens</c> where a request is of a kind.</summary>
    public static MangledCall MorePrompt(this MangledCall call, long more, Func<JsonObject, bool> when) => call.Request is { } request && when(request)
        ? call.EachUsage(u => u["prompt_tokens"] = u["prompt_tokens"]!.GetValue<long>() + more)
        : call;

    /// <summary>The messages of a request.</summary>
    public static IEnumerable<JsonObject> Messages(this JsonObject request) => (request["messages"] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>The calls of a message.</summary>
    public static IEnumerable<JsonObject> Calls(this JsonObject message) => (message["tool_calls"] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>A text member, or <see langword="null"/> when it is absent or no text.</summary>
    public static string? Text(this JsonObject? holder, string name) => holder?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Keeps some of the messages of a request.</summary>
    public static JsonObject Keeping(this JsonObject request, Func<JsonObject, int, bool> keep)
    {
        request["messages"] = new JsonArray([.. request.Messages().Where(keep).Select(m => m.DeepClone())]);
        return request;
    }

    /// <summary>Changes each message of a request.</summary>
    public static JsonObject EachOf(this JsonObject request, Action<JsonObject> change)
    {
        foreach (var message in request.Messages())
            change(message);
        return request;
    }

    /// <summary>Refuses requests of a kind with HTTP 400, or another status.</summary>
    public static Func<MangledCall, MangledCall> Refusing(Func<JsonObject, bool> when, int status = 400) =>
        call => call.Request is { } request && when(request) ? call.Refused(status) : call;
}
