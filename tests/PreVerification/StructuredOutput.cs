using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Results;
using Kvv.Schemas;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Asks for output by a JSON Schema and holds the reply to it.</summary>
internal static class StructuredOutput
{
    public static void RequireSchemas(Probe probe) =>
        probe.Requires(probe.Profile.ResponseFormats.Types.Contains(ResponseFormat.JsonSchema), "response_format json_schema");

    /// <summary>A <c>json_schema</c> format; without <paramref name="strict"/> the member is left out.</summary>
    public static JsonObject Format(string schema, bool? strict)
    {
        var wrapper = new JsonObject { ["name"] = "answer", ["schema"] = JsonNode.Parse(schema) };
        if (strict is { } word)
            wrapper["strict"] = word;
        return new() { ["type"] = "json_schema", ["json_schema"] = wrapper };
    }

    public static JsonObject Strict(string schema) => Format(schema, strict: true);

    /// <summary>A schema for an object with one string out of two.</summary>
    public static string Pick(string property, string first, string second) => new JsonObject
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { [property] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray(first, second) } },
        ["required"] = new JsonArray(property),
        ["additionalProperties"] = false,
    }.ToJsonString();

    /// <summary>A strict schema is taken, and the content is an instance of it.</summary>
    public static async Task<(Answer Answer, JsonElement Instance)> Follow(Probe probe, string prompt, string schema, Func<ChatRequest, ChatRequest>? change = null)
    {
        RequireSchemas(probe);
        var request = probe.Ask(prompt, 4096).With("response_format", Strict(schema));
        var answer = await probe.Send(change?.Invoke(request) ?? request).MustSucceed("a strict json_schema");
        return (answer, Instance(answer, schema));
    }

    /// <summary>A strict schema is followed, or refused with a word on what is wrong; it is not quietly left aside.</summary>
    public static async Task FollowOrRefuse(Probe probe, string prompt, string schema, string keyword)
    {
        RequireSchemas(probe);
        var (answer, served) = await probe.Send(probe.Ask(prompt, 4096).With("response_format", Strict(schema))).MustBeServedOrRefused($"a strict json_schema with {keyword}");
        if (served)
            Instance(answer, schema);
    }

    /// <summary>The content as an instance of a schema.</summary>
    public static JsonElement Instance(Answer answer, string schema)
    {
        var instance = AnswerJson.Object(answer.Choice.Content);
        answer.Must(instance is not null, "a strict json_schema gives a JSON object in content, and nothing else there");
        var judged = JsonSchema.Compile(schema).Validate(instance!.Value);
        answer.Must(
            judged.IsValid,
            "content is an instance of the strict schema that was asked for",
            judged.IsValid ? null : $"{judged.Errors[0].Message} (at {(judged.Errors[0].InstancePath.Length == 0 ? "the root" : judged.Errors[0].InstancePath)}) in {ExchangeText.Quote(answer.Choice.Content ?? "")}");
        return instance.Value;
    }
}
