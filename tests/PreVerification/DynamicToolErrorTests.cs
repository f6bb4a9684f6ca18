using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Malformed or misplaced declarations of tools in the conversation are refused with 400, whole and streamed.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class DynamicToolErrorTests
{
    // DYN-PLACE-001: tools on a user message are refused.
    [Requirement("DYN-PLACE-001")]
    public Task OnAUserMessage(Probe probe) => Refused(probe, "tools on a user message", new JsonObject { ["role"] = "user", ["content"] = "Hello.", ["tools"] = new JsonArray(SampleTools.Weather()) });

    // DYN-PLACE-002: tools on an assistant message are refused.
    [Requirement("DYN-PLACE-002")]
    public Task OnAnAssistantMessage(Probe probe) => Refused(
        probe,
        "tools on an assistant message",
        Probe.UserTurn("Hello."),
        new JsonObject { ["role"] = "assistant", ["content"] = "Hello!", ["tools"] = new JsonArray(SampleTools.Weather()) },
        Probe.UserTurn("And now?"));

    // DYN-PLACE-003: tools on a system message that says something are refused.
    [Requirement("DYN-PLACE-003")]
    public Task BesideContent(Probe probe) => Refused(
        probe,
        "tools on a system message with content",
        new JsonObject { ["role"] = "system", ["content"] = "You answer briefly.", ["tools"] = new JsonArray(SampleTools.Weather()) },
        Probe.UserTurn("Hello."));

    // DYN-SHAPE-001: a tool without type is refused.
    [Requirement("DYN-SHAPE-001")]
    public Task MissingType(Probe probe) => RefusedTools(probe, "a declared tool without type", """[{"function":{"name":"do_it","parameters":{"type":"object","properties":{}}}}]""");

    // DYN-SHAPE-002: a tool without function is refused.
    [Requirement("DYN-SHAPE-002")]
    public Task MissingFunction(Probe probe) => RefusedTools(probe, "a declared tool without function", """[{"type":"function"}]""");

    // DYN-SHAPE-003: a tool without name is refused.
    [Requirement("DYN-SHAPE-003")]
    public Task MissingName(Probe probe) => RefusedTools(probe, "a declared tool without function.name", """[{"type":"function","function":{"parameters":{"type":"object","properties":{}}}}]""");

    // DYN-SHAPE-004: a tool of an unknown type is refused.
    [Requirement("DYN-SHAPE-004")]
    public Task UnknownType(Probe probe) => RefusedTools(probe, "a declared tool of the type \"bogus\"", """[{"type":"bogus","function":{"name":"do_it","parameters":{"type":"object","properties":{}}}}]""");

    // DYN-SHAPE-005: one tool of an unknown type among good ones is refused.
    [Requirement("DYN-SHAPE-005")]
    public Task UnknownTypeAmongGoodOnes(Probe probe) => RefusedTools(
        probe,
        "a declared tool of the type \"bogus\" beside a good one",
        """[{"type":"function","function":{"name":"do_it","parameters":{"type":"object","properties":{}}}},{"type":"bogus","function":{"name":"do_that"}}]""");

    // DYN-SHAPE-006: tools that are an object are refused.
    [Requirement("DYN-SHAPE-006")]
    public Task NoArray(Probe probe) => RefusedTools(probe, "tools on a message that are an object, not an array", """{"type":"function","function":{"name":"do_it"}}""");

    // DYN-SHAPE-007: a tool that is null is refused.
    [Requirement("DYN-SHAPE-007")]
    public Task NullTool(Probe probe) => RefusedTools(probe, "tools [null] on a message", "[null]");

    // DYN-SHAPE-008: parameters that are no schema object are refused.
    [Requirement("DYN-SHAPE-008")]
    public Task ParametersThatAreNoObject(Probe probe) => RefusedTools(probe, "a declared tool whose parameters are the text \"city\"", """[{"type":"function","function":{"name":"do_it","parameters":"city"}}]""");

    // DYN-NAME-001: a name that starts with a digit is refused.
    [Requirement("DYN-NAME-001")]
    public Task LeadingDigit(Probe probe) => RefusedName(probe, "1bad_name", "a declared tool of the name 1bad_name");

    // DYN-NAME-002: a name with a sign is refused.
    [Requirement("DYN-NAME-002")]
    public Task Sign(Probe probe) => RefusedName(probe, "bad@name", "a declared tool of the name bad@name");

    // DYN-NAME-003: an empty name is refused.
    [Requirement("DYN-NAME-003")]
    public Task EmptyName(Probe probe) => RefusedName(probe, "", "a declared tool with an empty name");

    // DYN-NAME-004: a name one character too long is refused.
    [Requirement("DYN-NAME-004")]
    public Task TooLongName(Probe probe)
    {
        var longest = Longest(probe);
        return RefusedName(probe, new string('a', longest + 1), $"a declared tool with a name of {longest + 1} characters");
    }

    // DYN-NAME-005: a name of just the length allowed is accepted.
    [Requirement("DYN-NAME-005")]
    public Task LongestName(Probe probe)
    {
        var longest = Longest(probe);
        return probe.Send(probe.Request([DynamicToolTests.Declared(DynamicToolTests.Bare(new string('a', longest))), Probe.UserTurn(ProbeContext.PlainPrompt)])).MustSucceed($"a declared tool with a name of {longest} characters");
    }

    // DYN-DUP-001: the same name twice on one message is refused.
    [Requirement("DYN-DUP-001")]
    public Task TwiceOnOneMessage(Probe probe) => Refused(
        probe,
        "the same tool name twice on one message",
        DynamicToolTests.Declared(SampleTools.Weather(), SampleTools.Weather()),
        Probe.UserTurn("Hello."));

    // DYN-DUP-002: the same name on two messages is refused.
    [Requirement("DYN-DUP-002")]
    public Task OnTwoMessages(Probe probe) => Refused(
        probe,
        "the same tool name on two messages",
        DynamicToolTests.Declared(SampleTools.Weather()),
        DynamicToolTests.Declared(SampleTools.Weather()),
        Probe.UserTurn("Hello."));

    // DYN-DUP-003: the same name in the request and on a message is refused.
    [Requirement("DYN-DUP-003")]
    public Task InTheRequestAndOnAMessage(Probe probe)
    {
        DynamicToolTests.Require(probe);
        return probe.Send(probe.Request([DynamicToolTests.Declared(SampleTools.Weather()), Probe.UserTurn("Hello.")], 64).WithTools(SampleTools.Weather()))
            .MustBeRefused("the same tool name in the request and on a message");
    }

    // DYN-RESULT-001: a tool's result without the id of its call is refused.
    [Requirement("DYN-RESULT-001")]
    public Task ResultWithoutId(Probe probe) => Refused(
        probe,
        "a message of the role tool without tool_call_id",
        DynamicToolTests.Declared(SampleTools.Weather()),
        new JsonObject { ["role"] = "tool", ["content"] = "clear" },
        Probe.UserTurn("Hello."));

    private static int Longest(Probe probe)
    {
        DynamicToolTests.Require(probe);
        probe.Requires(probe.Profile.Tools.MaxNameLength is not null, "longest name of a tool");
        return probe.Profile.Tools.MaxNameLength!.Value;
    }

    private static Task<Answer> Refused(Probe probe, string what, params JsonNode[] messages)
    {
        DynamicToolTests.Require(probe);
        return probe.Send(probe.Request(new JsonArray(messages), 64)).MustBeRefused(what);
    }

    private static Task<Answer> RefusedTools(Probe probe, string what, string tools) =>
        Refused(probe, what, new JsonObject { ["role"] = "system", ["content"] = "", ["tools"] = JsonNode.Parse(tools) }, Probe.UserTurn("Hello."));

    private static Task<Answer> RefusedName(Probe probe, string name, string what) => Refused(probe, what, DynamicToolTests.Declared(DynamicToolTests.Bare(name)), Probe.UserTurn("Hello."));
}
