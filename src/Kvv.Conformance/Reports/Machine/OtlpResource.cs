using System.Text.Json.Nodes;
using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Machine;

/// <summary>Who sends, and what every call has in common.</summary>
internal static class OtlpResource
{
    public static JsonObject Of(ResultDocument result) => new()
    {
        ["attributes"] = OtlpValue.Attributes(
            ("service.name", OtlpValue.Text("kvv-conformance")), ("service.version", OtlpValue.Text(result.Suite.Version)),
            ("service.instance.id", OtlpValue.Text(result.Run.Id))),
    };

    public static JsonObject Scope(ResultDocument result) => new() { ["name"] = "Kvv.Conformance", ["version"] = result.Suite.Version };

    /// <summary>The attributes that the GenAI conventions require of every call.</summary>
    public static IEnumerable<(string Name, JsonNode? Value)> Call(ResultDocument result)
    {
        var server = Uri.TryCreate(result.Endpoint.BaseUrl, UriKind.Absolute, out var address) ? address : null;
        yield return ("gen_ai.operation.name", OtlpValue.Text("chat"));
        yield return ("gen_ai.provider.name", OtlpValue.Text(result.Endpoint.Provider));
        yield return ("gen_ai.request.model", OtlpValue.Text(result.Endpoint.Model));
        yield return ("server.address", OtlpValue.Text(server?.Host));
        yield return ("server.port", OtlpValue.Whole(server?.Port));
    }
}
