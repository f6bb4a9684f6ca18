using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.Mind;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-optional-args-dropped</c>: Optional arguments the prompt asks for are absent.</summary>
internal sealed class OptionalArgumentsDropped : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        foreach (var call in draft.Calls)
        {
            var schema = scene.Call.AllTools.FirstOrDefault(t => t.Name == call.Name)?.Parameters ?? default;
            var required = schema.Items("required").Select(r => r.GetString()).ToHashSet(StringComparer.Ordinal);
            call.Arguments = ArgumentEdit.Members(call.Arguments, o => new JsonObject(o.Where(m => required.Contains(m.Key)).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))));
        }
    }
}
