using Kvv.ReferenceVendor.Usage;
using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-finish-absent</c>: In a stream, no finish reason follows a call, and usage is zero.</summary>
internal sealed class FinishAbsent : IStreamFault, IUsageFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        if (FrameEdit.Calls(frames).Any())
            frames.RemoveAll(f => f.Finishes);
    }

    public UsageRecord? Alter(UsageRecord usage, FaultScene scene)
    {
        if (scene.Call.AllTools.Any())
            (usage.Prompt, usage.Completion, usage.Total) = (0, 0, 0);
        return usage;
    }
}
