using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.RequestValidation;

/// <summary><c>rv-tool-schema-type-rejected</c>: A tool parameter of type boolean or null meets 400.</summary>
internal sealed class BooleanParameterRejected : IExtraCheckFault
{
    public Refusal? Examine(JsonElement body, FaultScene scene)
    {
        var scalars = body.Items("tools")
            .Select(t => t.Has("function", out var function) && function.Has("parameters", out var schema) && schema.Has("properties", out var properties) ? properties : default)
            .Where(p => p.ValueKind == JsonValueKind.Object)
            .SelectMany(p => p.EnumerateObject())
            .Select(p => p.Value.Text("type"));
        return scalars.Any(t => t is "boolean" or "null") ? Refusal.Bad(BrokenRule.Tools, "scalar type not permitted", "tools", "invalid_schema") : null;
    }
}
