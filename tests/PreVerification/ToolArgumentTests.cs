using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Results;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>
/// Arguments arrive as the model wrote them. Each check gives the model an object to copy, so that any difference is the
/// endpoint's; a model that slips once while copying gets a second try.
/// </summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ToolArgumentTests
{
    private const int Tries = 2;

    // TOOL-ARGS-001: numbers, booleans, lists and objects keep their types.
    [Requirement("TOOL-ARGS-001")]
    public Task TypesAreKept(Probe probe) => Copied(
        probe,
        """{"count":42,"ratio":2.5,"open":true,"tags":["red","blue"],"size":{"width":3,"height":4},"note":"plain"}""",
        """
        {"count":{"type":"integer"},"ratio":{"type":"number"},"open":{"type":"boolean"},"tags":{"type":"array","items":{"type":"string"}},
         "size":{"type":"object","properties":{"width":{"type":"integer"},"height":{"type":"integer"}},"required":["width","height"]},"note":{"type":"string"}}
        """,
        "numbers, booleans, lists and objects in arguments keep their types");

    // TOOL-ARGS-002: strings that look like numbers, booleans or null stay strings.
    [Requirement("TOOL-ARGS-002")]
    public Task StringsStayStrings(Probe probe) => Copied(
        probe,
        """{"code":"02134","flag":"true","gap":"null","power":"1e5"}""",
        """{"code":{"type":"string"},"flag":{"type":"string"},"gap":{"type":"string"},"power":{"type":"string"}}""",
        "strings in arguments that look like numbers, booleans or null stay strings");

    // TOOL-ARGS-003: HTML in a value is text and stays as it is.
    [Requirement("TOOL-ARGS-003")]
    public Task EntitiesAreText(Probe probe) => CopiedText(probe, "<a>Tom &amp; Jerry</a>", "HTML entities and tags in arguments stay as they are");

    // TOOL-ARGS-004: a value that spells closing markers of tool formats does not end there.
    [Requirement("TOOL-ARGS-004")]
    public Task ClosingMarkersAreText(Probe probe) => CopiedText(probe, "one </parameter> two </tool_call> three }\" four", "a value that spells closing tags of tool formats arrives whole");

    // TOOL-ARGS-005: quotes, backslashes, line breaks and text beyond ASCII survive.
    [Requirement("TOOL-ARGS-005")]
    public Task EscapesSurvive(Probe probe) => CopiedText(probe, "C:\\new\\table \"q\"\nsecond line\ttab 漢字 👩‍🚀 2>&1", "quotes, backslashes, line breaks, CJK and emoji in arguments survive");

    // TOOL-ARGS-006: optional arguments that the user gives are passed on.
    [Requirement("TOOL-ARGS-006")]
    public async Task OptionalArgumentsArePassedOn(Probe probe)
    {
        const string Schema = """{"type":"object","properties":{"title":{"type":"string"},"priority":{"type":"integer"},"owner":{"type":"string"},"urgent":{"type":"boolean"}},"required":["title"]}""";
        string[] asked = ["title", "priority", "owner", "urgent"];
        CalledTool called;
        var sent = 0;
        do
            called = await probe.Send(probe.Ask("Use the tool create_task with title \"Paint the fence\", priority 3, owner \"Ada\" and urgent true.", 4096).WithTools(SampleTools.Function("create_task", "Creates a task.", Schema))).MustCall("create_task", "asked for with optional arguments");
        while (++sent < Tries && !IsComplete(called));
        called.Must(IsComplete(called), "optional arguments that the user gives are passed on: title, priority, owner and urgent");

        bool IsComplete(CalledTool call) => asked.All(a => call.Arguments.TryGetProperty(a, out _));
    }

    // TOOL-ARGS-007: a list of objects is encoded once and whole.
    [Requirement("TOOL-ARGS-007")]
    public Task NestedListsAreWhole(Probe probe) => Copied(
        probe,
        """{"steps":[{"id":1,"do":{"verb":"open","what":["gate","door"]}},{"id":2,"do":{"verb":"close","what":[]}}]}""",
        """
        {"steps":{"type":"array","items":{"type":"object","properties":{"id":{"type":"integer"},
          "do":{"type":"object","properties":{"verb":{"type":"string"},"what":{"type":"array","items":{"type":"string"}}},"required":["verb","what"]}},"required":["id","do"]}}}
        """,
        "a list of objects in arguments arrives whole, encoded once");

    // TOOL-ARGS-008: nine thousand characters of arguments arrive to their end. Streamed, because the parsers of streams have the buffers.
    [Requirement("TOOL-ARGS-008", Transfer = TransferAxis.Stream)]
    public async Task LargeArgumentsArrive(Probe probe)
    {
        var lines = Enumerable.Range(1, 95).Select(i => string.Create(CultureInfo.InvariantCulture, $"Line {i:000}: the northernmost lighthouse registered {i * 211 % 997} unidentified merchantmen approaching the harbour."));
        var json = new JsonObject { ["text"] = string.Join('\n', lines) + "\nEND-7Q" }.ToJsonString();
        var called = await Call(probe, json, """{"text":{"type":"string"}}""", 16384);
        var text = called.Arguments.Text("text") ?? "";
        // The model may have shortened the list by itself; what is left must still end as it should.
        called.Must(text.EndsWith("END-7Q", StringComparison.Ordinal), "an argument of 9,000 characters arrives to its last line, END-7Q");
    }

    // TOOL-ARGS-009: members come in the order in which the schema declares them, as the model reads and writes them.
    [Requirement("TOOL-ARGS-009")]
    public async Task DeclaredOrderIsKept(Probe probe)
    {
        var tool = SampleTools.Function(
            "mark_spot",
            "Marks a spot on the map.",
            """{"type":"object","properties":{"zone":{"type":"integer"},"area":{"type":"integer"},"mark":{"type":"integer"}},"required":["zone","area","mark"]}""");
        var called = await probe.Send(probe.Ask("Use the tool mark_spot; zone is 5, area is 2, mark is 9.", 4096).WithTools(tool)).MustCall("mark_spot", "asked for with three arguments");
        var names = called.Arguments.EnumerateObject().Select(p => p.Name).ToList();
        called.Must(names is ["zone", "area", "mark"], "arguments come in the order of the schema and of the prompt: zone, area, mark");
    }

    private static Task CopiedText(Probe probe, string text, string rule) =>
        Copied(probe, new JsonObject { ["text"] = text }.ToJsonString(Relaxed), """{"text":{"type":"string"}}""", rule);

    private static JsonSerializerOptions Relaxed { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task Copied(Probe probe, string json, string properties, string rule)
    {
        var given = AnswerJson.Object(json)!.Value;
        CalledTool called;
        var sent = 0;
        do
            called = await Call(probe, json, properties, 4096);
        while (++sent < Tries && !JsonElement.DeepEquals(given, called.Arguments));
        called.Answer.Must(JsonElement.DeepEquals(given, called.Arguments), rule, $"asked for {ExchangeText.Quote(json)}, called with {ExchangeText.Quote(called.Call.Arguments ?? "")}, in {sent} of {sent} tries");
    }

    private static Task<CalledTool> Call(Probe probe, string json, string properties, int cap)
    {
        var names = AnswerJson.Object(json)!.Value.EnumerateObject().Select(p => (JsonNode)p.Name).ToArray();
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = JsonNode.Parse(properties),
            ["required"] = new JsonArray(names),
            ["additionalProperties"] = false,
        };
        var request = probe.Ask($"Call the tool save_record once, with exactly these arguments, every value copied as it is: {json}", cap)
            .WithTools(SampleTools.Function("save_record", "Saves a record.", schema.ToJsonString()));
        return probe.Send(request).MustCall("save_record", "asked for with given arguments");
    }
}
