using Kvv.ReferenceVendor.Decoding;
using Kvv.ReferenceVendor.Usage;

namespace Kvv.ReferenceVendor.Faults.Streaming;

/// <summary><c>sw-empty-success</c>: Status 200 with empty content, reason stop and usage of zero.</summary>
internal sealed class EmptySuccess : IGenerationFault, IUsageFault
{
    public void Alter(Generation generation, FaultScene scene)
    {
        generation.Reasoning.Clear();
        generation.Content.Clear();
        generation.Calls.Clear();
        generation.FinishReason = "stop";
    }

    public UsageRecord? Alter(UsageRecord usage, FaultScene scene)
    {
        (usage.Prompt, usage.Completion, usage.Total) = (0, 0, 0);
        (usage.Cached, usage.Reasoning) = (usage.Cached is null ? null : 0, usage.Reasoning is null ? null : 0);
        return usage;
    }
}
