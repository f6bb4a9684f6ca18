using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-args-stringified</c>: Numbers, booleans and lists in arguments come as strings.</summary>
internal sealed class ArgumentsStringified : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        foreach (var call in draft.Calls)
            call.Arguments = ArgumentEdit.Values(call.Arguments, v => v is null || v.GetValueKind() == JsonValueKind.String ? v?.DeepClone() : JsonValue.Create(v.ToJsonString()));
    }
}
