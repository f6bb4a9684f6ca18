using System.Text.Json;

namespace Kvv.ReferenceVendor.RequestCheck;

/// <summary>
/// Earlier tool calls are well formed, each is answered before anyone else speaks, and each tool message answers one. The
/// arguments of an earlier call are not parsed: Moonshot takes broken ones back (novitalabs, malformed tool history).
/// </summary>
internal sealed class CallPairingRule : IRequestRule
{
    public IEnumerable<Refusal> Examine(Candidate request)
    {
        var pending = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var message in request.Body.Items("messages"))
        {
            var at = $"messages[{index++}]";
            var role = message.Text("role");
            if (role == "tool")
            {
                if (message.Text("tool_call_id") is { Length: > 0 } id && !pending.Remove(id))
                    yield return Wrong($"{at}.tool_call_id", $"'{id}' answers no open tool call");
                continue;
            }

            if (pending.Count > 0)
                yield return Unanswered(at, pending);
            pending.Clear();
            if (!message.Has("tool_calls", out var calls))
                continue;
            if (calls.ValueKind != JsonValueKind.Array)
            {
                yield return Wrong($"{at}.tool_calls", "must be an array");
                continue;
            }

            foreach (var refusal in Calls(calls, $"{at}.tool_calls", pending))
                yield return refusal;
        }

        if (pending.Count > 0)
            yield return Unanswered("messages", pending);
    }

    private static IEnumerable<Refusal> Calls(JsonElement calls, string at, HashSet<string> pending)
    {
        var index = 0;
        foreach (var call in calls.EnumerateArray())
        {
            var here = $"{at}[{index++}]";
            var id = call.Text("id");
            if (string.IsNullOrEmpty(id))
                yield return Wrong($"{here}.id", "must be a non-empty string");
            else if (!pending.Add(id))
                yield return Wrong($"{here}.id", $"'{id}' is used twice in one message");
            if (call.Has("type", out _) && call.Text("type") != "function")
                yield return Wrong($"{here}.type", "must be 'function'");
            if (!call.Has("function", out var function) || string.IsNullOrEmpty(function.Text("name")))
                yield return Wrong($"{here}.function.name", "must be a non-empty string");
        }
    }

    private static Refusal Unanswered(string at, HashSet<string> pending) =>
        Wrong(at, $"comes before the tool messages that answer the tool_call_ids {string.Join(", ", pending.Order(StringComparer.Ordinal))}");

    private static Refusal Wrong(string at, string what) => Refusal.Bad(BrokenRule.Messages, $"{at} {what}.", at);
}
