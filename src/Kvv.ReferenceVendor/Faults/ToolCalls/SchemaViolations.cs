using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-schema-violations</c>: A share of calls breaks the declared schema: the first member is missing and a stray one is there.</summary>
internal sealed class SchemaViolations : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        foreach (var call in draft.Calls)
            call.Arguments = ArgumentEdit.Members(call.Arguments, o => new JsonObject(o.Skip(1).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())).Append(KeyValuePair.Create<string, JsonNode?>("arg", "1"))));
    }
}
