using System.Text.Json;

namespace Kvv.ReferenceVendor.RequestCheck;

/// <summary><c>response_format</c>: a type the profile lists; <c>json_schema</c> with name, schema and (by default true) strict.</summary>
internal sealed class ResponseFormatRule(SchemaCheck schemas) : IRequestRule
{
    public IEnumerable<Refusal> Examine(Candidate request)
    {
        if (!request.Body.Has("response_format", out var format))
            yield break;
        if (format.ValueKind != JsonValueKind.Object)
        {
            yield return Wrong("", "must be an object", "invalid_type");
            yield break;
        }

        var type = format.Text("type");
        if (type is null || !request.Contract.ResponseFormats.Contains(type))
            yield return Wrong(".type", $"must be one of {string.Join(", ", request.Contract.ResponseFormats)}");
        else if (type == "json_schema")
        {
            foreach (var refusal in Schema(format, request))
                yield return refusal;
        }
    }

    private IEnumerable<Refusal> Schema(JsonElement format, Candidate request)
    {
        if (!format.Has("json_schema", out var wrapper) || wrapper.ValueKind != JsonValueKind.Object)
        {
            yield return Wrong(".json_schema", "is required and must be an object", "missing_required_parameter");
            yield break;
        }

        if (string.IsNullOrEmpty(wrapper.Text("name")))
            yield return Wrong(".json_schema.name", "is required and must be a non-empty string", "missing_required_parameter");
        if (wrapper.Has("strict", out var strict) && !strict.IsBoolean())
            yield return Wrong(".json_schema.strict", "must be a boolean", "invalid_type");
        if (!wrapper.Has("schema", out var schema) || schema.ValueKind != JsonValueKind.Object)
            yield return Wrong(".json_schema.schema", "is required and must be a JSON Schema object", "missing_required_parameter");
        else if (schemas.Problem(schema, wrapper.Flag("strict") != false && request.Contract.Tools.StrictIsMfjs) is { } problem)
            yield return Wrong(".json_schema.schema", problem, "invalid_schema");
    }

    private static Refusal Wrong(string at, string what, string code = "invalid_value") =>
        Refusal.Bad(BrokenRule.ResponseFormat, $"response_format{at} {what}.", $"response_format{at}", code);
}
