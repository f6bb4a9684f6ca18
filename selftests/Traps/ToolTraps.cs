using System.Text.Json.Nodes;
using Kvv.SelfTests.Proofs;
using NUnit.Framework;

namespace Kvv.SelfTests.Traps;

/// <summary>What healthy deployments do differently with tools.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class ToolTraps
{
    // OpenAI's own endpoint has answered stop; vLLM followed it (vllm#25054, 2025-09).
    [Test]
    public Task ANamedToolMayEndWithStop() => Trap.RaisesNoAlarmAsync(
        new() { Profile = "generic-openai", ChangeReply = c => c.Asked("tool_choice")?.StartsWith('{') == true ? WithFinish(c, "stop") : c },
        "TOOL-NAMED-001",
        "TOOL-NAMED-003",
        "TOOL-NAMED-004");

    // Moonshot's own service refuses a forced choice while thinking: that is the healthy endpoint itself.
    [Test]
    public Task AForcedChoiceMayBeRefusedWhileThinking([Values("kimi-k2.6", "kimi-k2.7-code", "kimi-k2-thinking")] string profile) =>
        Trap.RaisesNoAlarmAsync(new() { Profile = profile }, "TOOL-FORCE-001", "TOOL-NAMED-003", "TOOL-REQ-001");

    // An engine may obey it instead.
    [Test]
    public Task AForcedChoiceMayBeObeyedWhileThinking() => Trap.RaisesNoAlarmAsync(
        new() { Profile = "kimi-k2.6", ChangeReply = c => c.Status == 400 && c.Asked("tool_choice") is not null ? Called(c, c.Asked("tool_choice")!.StartsWith('{') ? "get_time" : "get_weather") : c },
        "TOOL-FORCE-001",
        "TOOL-NAMED-003");

    // On K3 a named tool is refused while thinking, or passed over in silence by the maker's own service.
    [Test]
    public Task ANamedToolMayBePassedOverOnK3() => Trap.RaisesNoAlarmAsync(
        new()
        {
            Profile = "kimi-k3",
            ChangeRequest = r =>
            {
                if (r["tool_choice"] is JsonObject)
                    r.Remove("tool_choice");
                return r;
            },
        },
        "TOOL-NAMED-003");

    // K3's ids differ between hosts: random ones are fine as long as none repeats.
    [Test]
    public Task IdsOfK3MayBeRandom() => Trap.RaisesNoAlarmAsync(
        new() { Profile = "kimi-k3", ChangeReply = RandomIds },
        "TOOL-ID-001",
        "TOOL-ID-002",
        "TOOL-ID-003",
        "TOOL-ID-004",
        "TOOL-PAR-002");

    // OpenAI's endpoint and vLLM refuse tool_choice without tools; only K3's maker demands that it is taken.
    [Test]
    public Task AChoiceWithoutToolsMayBeRefused() => Trap.RaisesNoAlarmAsync(
        new() { Profile = "generic-openai", ChangeReply = c => c.Asked("tool_choice") is not null && c.Asked("tools") is null or "[]" ? c.Refused(400, "'tool_choice' is only allowed when 'tools' are given") : c },
        "TOOL-AUTO-004",
        "TOOL-NONE-003",
        "TOOL-DECL-008",
        "TOOL-REQ-003");

    // A model may call one tool after the other: now and then is no fault.
    [Test]
    public async Task SequentialCallsNowAndThenAreNoFault()
    {
        var seen = 0;
        await Trap.RaisesNoAlarmAsync(
            new() { Profile = "kimi-k2.6", ChangeRequest = r => Interlocked.Increment(ref seen) % 4 == 1 ? ToolChoiceProofs.With(r, "parallel_tool_calls", false) : r },
            "TOOL-PAR-001");
    }

    // A schema keyword that the engine cannot enforce may be refused, with a word on it.
    [Test]
    public Task AKeywordMayBeRefused() => Trap.RaisesNoAlarmAsync(
        new() { Profile = "generic-openai", ChangeReply = c => Uncommon(c.Asked("response_format")) || Uncommon(c.Asked("tools")) ? c.Refused(400, "The schema keyword is not supported.") : c },
        "FORMAT-KEYWORD-001",
        "FORMAT-KEYWORD-002",
        "FORMAT-KEYWORD-003",
        "FORMAT-KEYWORD-004",
        "FORMAT-SCHEMA-007",
        "TOOL-DECL-011",
        "TOOL-ARGS-001");

    // Pretty-printed JSON is JSON, and so are a few blanks around it.
    [Test]
    public Task JsonMayBePrettyPrinted() => Trap.RaisesNoAlarmAsync(
        new() { Profile = "kimi-k2.6", ChangeReply = c => c.Asked("response_format") is null || c.IsStream ? c : c.EachMessage(m => m["content"] = "\n" + m["content"]!.GetValue<string>().Replace(",", ",\n  ", StringComparison.Ordinal) + "\n") },
        "FORMAT-OBJECT-001",
        "FORMAT-OBJECT-002",
        "FORMAT-SCHEMA-001",
        "FORMAT-SCHEMA-004",
        "FORMAT-WHITE-001");

    private static bool Uncommon(string? schema) =>
        schema is not null && (schema.Contains("$ref", StringComparison.Ordinal) || schema.Contains("anyOf", StringComparison.Ordinal) || schema.Contains("\"pattern\"", StringComparison.Ordinal) || schema.Contains("\"minimum\"", StringComparison.Ordinal));

    private static MangledCall WithFinish(MangledCall call, string reason) => call.EachChoice(choice =>
    {
        if (choice["finish_reason"] is not null)
            choice["finish_reason"] = reason;
    });

    private static MangledCall Called(MangledCall call, string tool)
    {
        var made = new JsonObject { ["id"] = $"functions.{tool}:0", ["type"] = "function", ["function"] = new JsonObject { ["name"] = tool, ["arguments"] = """{"city":"Beijing"}""" } };
        return call.Answered("Let me look.", "tool_calls").EachMessage(m =>
        {
            if (!m.ContainsKey("role"))
                return;
            var one = (JsonObject)made.DeepClone();
            if (call.Asked("stream") == "true")
                one["index"] = 0;
            m["content"] = null;
            m["tool_calls"] = new JsonArray(one);
        });
    }

    private static MangledCall RandomIds(MangledCall call)
    {
        // A new id for each call of this answer, in place of the model's own form; the history keeps what it was given.
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        return call.EachMessage(m =>
        {
            foreach (var made in m["tool_calls"]?.AsArray().OfType<JsonObject>() ?? [])
            {
                if (made["id"]?.GetValue<string>() is not { } id)
                    continue;
                if (!ids.TryGetValue(id, out var random))
                    ids[id] = random = $"call_{Guid.NewGuid():N}";
                made["id"] = random;
            }
        });
    }
}
