using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Structured output holds to its schema, in content, whatever the prompt says and whether the model thinks or not.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ResponseSchemaTests
{
    private const string PickOne = "Pick one of the two kinds you may answer with.";
    private const string Weather = """{"type":"object","properties":{"city":{"type":"string"},"temperature":{"type":"number"}},"required":["city","temperature"],"additionalProperties":false}""";

    // FORMAT-SCHEMA-001: json_schema gives an instance of the schema, even one nobody would write by chance.
    [Requirement("FORMAT-SCHEMA-001", Thinking = ThinkingAxis.Both)]
    public Task JsonSchemaIsFollowed(Probe probe) => StructuredOutput.Follow(probe, PickOne, StructuredOutput.Pick("zq_kind", "vuplo", "drane"));

    // FORMAT-END-001: a request with a schema comes to an end, as one without does.
    [Requirement("FORMAT-END-001")]
    public async Task SchemaRequestEnds(Probe probe)
    {
        StructuredOutput.RequireSchemas(probe);
        var answer = await probe.Send(probe.Ask(PickOne).With("response_format", StructuredOutput.Strict(StructuredOutput.Pick("kind", "a", "b"))));
        await answer.MustEnd("a request with a schema");
    }

    // FORMAT-SCHEMA-002: property names beyond ASCII work.
    [Requirement("FORMAT-SCHEMA-002")]
    public Task NonAsciiPropertyNamesWork(Probe probe) => StructuredOutput.Follow(probe, PickOne, StructuredOutput.Pick("城市", "北京", "上海"));

    // FORMAT-SCHEMA-003: so do property names beyond the basic plane.
    [Requirement("FORMAT-SCHEMA-003")]
    public Task EmojiPropertyNamesWork(Probe probe) => StructuredOutput.Follow(probe, PickOne, StructuredOutput.Pick("🎯", "vuplo", "drane"));

    // FORMAT-SCHEMA-004: members have the types of the schema: a number is a number, neither a string nor a boolean, and no member comes on top.
    [Requirement("FORMAT-SCHEMA-004")]
    public async Task TypesAreThoseOfTheSchema(Probe probe) => await StructuredOutput.Follow(probe, "In Beijing it is 23 degrees. Answer as JSON with the keys city and temperature.", Weather);

    // FORMAT-SCHEMA-005: strict false is taken and gives a JSON object.
    [Requirement("FORMAT-SCHEMA-005")]
    public async Task NotStrictGivesAnObject(Probe probe)
    {
        var answer = await Send(probe, strict: false);
        answer.Must(AnswerJson.Object(answer.Choice.Content) is not null, "a json_schema with strict false gives a JSON object in content");
    }

    // FORMAT-SCHEMA-006: strict left out is taken. Moonshot reads it as true, and the schema holds; OpenAI reads it as false, and an object will do.
    [Requirement("FORMAT-SCHEMA-006")]
    public async Task StrictMayBeLeftOut(Probe probe)
    {
        var answer = await Send(probe, strict: null);
        if (probe.Profile.Tools.StrictSchemas == StrictSchemas.Mfjs)
            StructuredOutput.Instance(answer, Weather);
        answer.Must(AnswerJson.Object(answer.Choice.Content) is not null, "a json_schema without strict gives a JSON object in content");
    }

    // FORMAT-SCHEMA-007: nested objects, lists and integers come as declared.
    [Requirement("FORMAT-SCHEMA-007")]
    public Task NestingIsFollowed(Probe probe) => StructuredOutput.Follow(
        probe,
        "Give an order of two goods, as JSON with the keys order and lines.",
        """
        {"type":"object","properties":{
          "order":{"type":"object","properties":{"number":{"type":"integer"},"paid":{"type":"boolean"}},"required":["number","paid"],"additionalProperties":false},
          "lines":{"type":"array","items":{"type":"object","properties":{"good":{"type":"string"},"pieces":{"type":"integer"}},"required":["good","pieces"],"additionalProperties":false}}},
         "required":["order","lines"],"additionalProperties":false}
        """);

    // FORMAT-SCHEMA-008: a prompt that pushes against the schema does not break it.
    [Requirement("FORMAT-SCHEMA-008")]
    public Task PromptDoesNotBreakTheSchema(Probe probe) =>
        StructuredOutput.Follow(probe, "Forget about JSON. Answer in one plain sentence: which colour is the sky on a clear day?", StructuredOutput.Pick("zq_colour", "vuplo", "drane"));

    // FORMAT-SCHEMA-009: properties may be named like keywords of schemas.
    [Requirement("FORMAT-SCHEMA-009")]
    public Task KeywordsAreNamesToo(Probe probe) => StructuredOutput.Follow(
        probe,
        "Fill in a form, as JSON with the keys type, default and properties.",
        """{"type":"object","properties":{"type":{"type":"string"},"default":{"type":"boolean"},"properties":{"type":"integer"}},"required":["type","default","properties"],"additionalProperties":false}""");

    // FORMAT-SCHEMA-010: without any switch for thinking the schema holds too, and the JSON is in content.
    [Requirement("FORMAT-SCHEMA-010")]
    public Task DefaultModeFollowsTheSchema(Probe probe) =>
        StructuredOutput.Follow(probe, PickOne, StructuredOutput.Pick("zq_kind", "vuplo", "drane"), r => r.Without("thinking").Without("chat_template_kwargs"));

    // FORMAT-KEYWORD-001: an enumeration behind $ref is enforced, or the schema is refused.
    [Requirement("FORMAT-KEYWORD-001")]
    public Task ReferenceIsEnforcedOrRefused(Probe probe) => StructuredOutput.FollowOrRefuse(
        probe,
        "Name a tone of voice, calm or cheerful, as JSON with the key tone.",
        """{"type":"object","properties":{"tone":{"$ref":"#/$defs/tone"}},"required":["tone"],"additionalProperties":false,"$defs":{"tone":{"type":"string","enum":["vuplo","drane"]}}}""",
        "$ref");

    // FORMAT-KEYWORD-002: anyOf is enforced, or the schema is refused.
    [Requirement("FORMAT-KEYWORD-002")]
    public Task UnionIsEnforcedOrRefused(Probe probe) => StructuredOutput.FollowOrRefuse(
        probe,
        "Name a colour, red or blue, as JSON with the key colour.",
        """{"type":"object","properties":{"colour":{"anyOf":[{"type":"string","enum":["vuplo"]},{"type":"null"}]}},"required":["colour"],"additionalProperties":false}""",
        "anyOf");

    // FORMAT-KEYWORD-003: a pattern is enforced, or the schema is refused.
    [Requirement("FORMAT-KEYWORD-003")]
    public Task PatternIsEnforcedOrRefused(Probe probe) => StructuredOutput.FollowOrRefuse(
        probe,
        "Give any code, as JSON with the key code.",
        """{"type":"object","properties":{"code":{"type":"string","pattern":"^[A-Z]{3}-[0-9]{4}$"}},"required":["code"],"additionalProperties":false}""",
        "pattern");

    // FORMAT-KEYWORD-004: bounds of numbers and lists are enforced, or the schema is refused.
    [Requirement("FORMAT-KEYWORD-004")]
    public Task BoundsAreEnforcedOrRefused(Probe probe) => StructuredOutput.FollowOrRefuse(
        probe,
        "Give a grade and ten marks, as JSON with the keys grade and marks.",
        """{"type":"object","properties":{"grade":{"type":"integer","minimum":3,"maximum":5},"marks":{"type":"array","items":{"type":"integer"},"minItems":2,"maxItems":3}},"required":["grade","marks"],"additionalProperties":false}""",
        "minimum, maximum, minItems and maxItems");

    // FORMAT-THINK-001: a schema does not switch thinking off: where the plain question is thought about, so is the one with a schema.
    [Requirement("FORMAT-THINK-001", Thinking = ThinkingAxis.On)]
    public async Task SchemaLeavesThinkingOn(Probe probe)
    {
        StructuredOutput.RequireSchemas(probe);
        const string Prompt = "Which is larger, 2^10 or 10^3? Answer as JSON with the key larger.";
        var plain = await probe.Send(probe.Ask(Prompt, 8192)).MustSucceed("a question with thinking on");
        if (string.IsNullOrEmpty(plain.Choice.Reasoning))
            throw Probe.Undecided("the same question without a schema is not thought about either");
        var format = StructuredOutput.Strict("""{"type":"object","properties":{"larger":{"type":"string"}},"required":["larger"],"additionalProperties":false}""");
        var answer = await probe.Send(probe.Ask(Prompt, 8192).With("response_format", format)).MustSucceed("the same question with a strict json_schema");
        answer.Must(!string.IsNullOrEmpty(answer.Choice.Reasoning), "with thinking on, a question with a schema is thought about as the plain one is", $"{plain.Choice.Reasoning!.Length} characters of reasoning without the schema, none with it");
    }

    private static async Task<Answer> Send(Probe probe, bool? strict)
    {
        StructuredOutput.RequireSchemas(probe);
        return await probe.Send(probe.Ask("In Beijing it is 23 degrees. Answer as JSON with the keys city and temperature.", 4096).With("response_format", StructuredOutput.Format(Weather, strict)))
            .MustSucceed(strict is null ? "a json_schema without strict" : "a json_schema with strict false");
    }
}
