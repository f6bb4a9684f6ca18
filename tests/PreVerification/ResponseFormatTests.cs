using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Structured output holds to its schema, in content, and malformed requests for it are refused.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ResponseFormatTests
{
    // FORMAT-OBJECT-001: json_object gives a JSON object in content.
    [Requirement("FORMAT-OBJECT-001", Thinking = ThinkingAxis.Both)]
    public async Task JsonObjectGivesAnObject(Probe probe)
    {
        probe.Requires(probe.Profile.ResponseFormats.Types.Contains(ResponseFormat.JsonObject), "response_format json_object");
        var answer = await probe.Send(probe.Ask("Describe Beijing as a JSON object with the key city.", 4096).With("response_format", new JsonObject { ["type"] = "json_object" })).MustSucceed("json_object");
        answer.Must(ParseObject(answer.Choice.Content) is not null, "json_object gives a JSON object in content");
    }

    // FORMAT-SCHEMA-001: json_schema gives an instance of the schema, even one nobody would write by chance.
    [Requirement("FORMAT-SCHEMA-001", Thinking = ThinkingAxis.Both)]
    public Task JsonSchemaIsFollowed(Probe probe) => Follows(probe, "zq_kind", ["vuplo", "drane"]);

    // FORMAT-SCHEMA-002: property names beyond ASCII work.
    [Requirement("FORMAT-SCHEMA-002")]
    public Task NonAsciiPropertyNamesWork(Probe probe) => Follows(probe, "城市", ["北京", "上海"]);

    // FORMAT-BAD-001: a json_schema format whose wrapper is missing is refused with 400.
    [Requirement("FORMAT-BAD-001")]
    public Task MissingWrapperIsRefused(Probe probe)
    {
        probe.Requires(probe.Profile.ResponseFormats.Types.Contains(ResponseFormat.JsonSchema), "response_format json_schema");
        return probe.Send(probe.Ask("Say hello.", 64).With("response_format", new JsonObject { ["type"] = "json_schema", ["schema"] = new JsonObject { ["type"] = "object" } }))
            .MustBeRefused("response_format json_schema without its json_schema member", 400, 422);
    }

    private static async Task Follows(Probe probe, string property, string[] values)
    {
        probe.Requires(probe.Profile.ResponseFormats.Types.Contains(ResponseFormat.JsonSchema), "response_format json_schema");
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { [property] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]) } },
            ["required"] = new JsonArray(property),
            ["additionalProperties"] = false,
        };
        var format = new JsonObject { ["type"] = "json_schema", ["json_schema"] = new JsonObject { ["name"] = "choice", ["strict"] = true, ["schema"] = schema } };
        var answer = await probe.Send(probe.Ask("Pick one of the two kinds you may answer with.", 4096).With("response_format", format)).MustSucceed("a strict json_schema");
        var instance = ParseObject(answer.Choice.Content);
        answer.Must(
            instance is { Count: 1 } && instance[property] is JsonValue value && value.TryGetValue<string>(out var text) && values.Contains(text),
            $"content is a JSON object whose only member {property} is one of {string.Join(", ", values)}");
    }

    private static JsonObject? ParseObject(string? content)
    {
        try
        {
            return JsonNode.Parse(content ?? "") as JsonObject;
        }
        catch (JsonException)
        {
            // What is no JSON is reported by the caller.
            return null;
        }
    }
}
