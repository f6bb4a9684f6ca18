using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Results;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Plain text and free JSON as response formats, and how JSON output meets caps, tools and white space.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ResponseFormatTests
{
    // FORMAT-TEXT-001: the format text is what a request without a format gets.
    [Requirement("FORMAT-TEXT-001")]
    public Task TextIsText(Probe probe)
    {
        probe.Requires(probe.Profile.ResponseFormats.Types.Contains(ResponseFormat.Text), "response_format text");
        return probe.Send(probe.Ask(ProbeContext.PlainPrompt).WithRaw("response_format", """{"type":"text"}""")).MustSpeak("with response_format text");
    }

    // FORMAT-OBJECT-001: json_object gives a JSON object in content, and nothing around it.
    [Requirement("FORMAT-OBJECT-001", Thinking = ThinkingAxis.Both)]
    public Task JsonObjectGivesAnObject(Probe probe) => AnObject(probe, "Describe Beijing as a JSON object with the key city.");

    // FORMAT-OBJECT-002: the object has the key that was asked for.
    [Requirement("FORMAT-OBJECT-002")]
    public async Task JsonObjectHasTheKey(Probe probe)
    {
        var (answer, instance) = await AnObject(probe, "Describe Beijing as a JSON object with the keys city and country.");
        answer.Must(instance.TryGetProperty("city", out _) && instance.TryGetProperty("country", out _), "json_object asked for with the keys city and country has both");
    }

    // FORMAT-CAP-001: JSON output that meets its cap says length; it is not closed by force and called complete.
    [Requirement("FORMAT-CAP-001")]
    public async Task CutJsonSaysLength(Probe probe)
    {
        StructuredOutput.RequireSchemas(probe);
        var format = StructuredOutput.Strict("""{"type":"object","properties":{"lines":{"type":"array","items":{"type":"string"},"minItems":40}},"required":["lines"],"additionalProperties":false}""");
        var answer = await probe.Send(probe.Ask("Write forty lines about the sea, as JSON with the key lines.", 24).With("response_format", format)).MustSucceed("a strict json_schema with max_tokens 24");
        answer.Must(answer.Choice.FinishReason == "length", "JSON output cut by max_tokens 24 has finish_reason length", $"finish_reason {answer.Choice.FinishReason ?? "(absent)"}, content {ExchangeText.Quote(answer.Choice.Content ?? "")}");
    }

    // FORMAT-WHITE-001: JSON output does not run away in white space: four small requests end by themselves, without a long blank run.
    [Requirement("FORMAT-WHITE-001")]
    public async Task WhiteSpaceComesToAnEnd(Probe probe)
    {
        StructuredOutput.RequireSchemas(probe);
        string[] cities = ["Beijing", "Paris", "Nairobi", "Lima"];
        var format = StructuredOutput.Strict("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}""");
        var cap = probe.Thinking == ThinkingMode.On ? 4096 : 1500;
        var answers = await Task.WhenAll(cities.Select(city => probe.Send(probe.Ask($"Name the city {city} as JSON with the key city.", cap).With("response_format", format)).MustSucceed("a strict json_schema")));
        foreach (var answer in answers)
        {
            var longest = LongestBlank(answer.Choice.Content ?? "");
            answer.Must(longest <= 100, "JSON output holds no run of more than 100 blanks", $"a run of {longest} blanks in {answer.Choice.Content?.Length} characters, finish_reason {answer.Choice.FinishReason}")
                .Must(answer.Choice.FinishReason == "stop", "a JSON object with one short string ends by itself, with finish_reason stop");
        }
    }

    // FORMAT-COMPACT-001: schema output is compact: no line breaks, no tabs. The maker's own service writes it so; JSON readers do not care.
    [Requirement("FORMAT-COMPACT-001")]
    public async Task SchemaOutputIsCompact(Probe probe)
    {
        var (answer, _) = await StructuredOutput.Follow(
            probe,
            "Is Beijing the capital of China? Answer as JSON with the keys capital and country.",
            """{"type":"object","properties":{"capital":{"type":"boolean"},"country":{"type":"string"}},"required":["capital","country"],"additionalProperties":false}""");
        answer.Must(answer.Choice.Content!.Trim().IndexOfAny(['\n', '\t']) < 0, "schema output is written without line breaks and tabs");
    }

    // FORMAT-TOOLS-001: tools and a response format in one request give a call or JSON, or are refused; they do not break the endpoint.
    [Requirement("FORMAT-TOOLS-001")]
    public async Task ToolsAndFormatGoTogether(Probe probe)
    {
        StructuredOutput.RequireSchemas(probe);
        var format = StructuredOutput.Strict("""{"type":"object","properties":{"sky":{"type":"string"}},"required":["sky"],"additionalProperties":false}""");
        var (answer, served) = await probe.Send(probe.AskWithWeather(SampleTools.AskWeather).With("response_format", format)).MustBeServedOrRefused("tools together with a json_schema");
        if (!served)
            return;
        answer.Must(
            answer.Choice.ToolCalls.Count > 0 || AnswerJson.Object(answer.Choice.Content) is not null,
            "tools together with a json_schema give a call or a JSON object");
        foreach (var call in answer.Choice.ToolCalls)
            answer.WithArguments(call);
    }

    private static async Task<(Answer Answer, JsonElement Instance)> AnObject(Probe probe, string prompt)
    {
        probe.Requires(probe.Profile.ResponseFormats.Types.Contains(ResponseFormat.JsonObject), "response_format json_object");
        var answer = await probe.Send(probe.Ask(prompt, 4096).With("response_format", new JsonObject { ["type"] = "json_object" })).MustSucceed("json_object");
        var instance = AnswerJson.Object(answer.Choice.Content);
        answer.Must(instance is not null, "json_object gives a JSON object in content, and nothing else there");
        return (answer, instance!.Value);
    }

    private static int LongestBlank(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = char.IsWhiteSpace(c) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
