using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-markup-without-tools</c>: No tools are declared, the text speaks of one, and the model's call markup comes as content.</summary>
internal sealed class MarkupWithoutTools : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (!scene.Call.AllTools.Any() && scene.Call.LastUserText.Contains("tool", StringComparison.OrdinalIgnoreCase))
            draft.Content = CallMarkup.Of([new() { Id = "functions.tool:0", Name = "tool", Arguments = "{}" }]);
    }
}
