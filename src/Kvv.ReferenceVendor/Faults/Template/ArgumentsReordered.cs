using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Template;

/// <summary><c>tt-schema-reordered</c>: Argument keys come in alphabetical order instead of the declared one.</summary>
internal sealed class ArgumentsReordered : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        foreach (var call in draft.Calls)
            call.Arguments = ArgumentEdit.Members(call.Arguments, o => new JsonObject(o.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))));
    }
}
