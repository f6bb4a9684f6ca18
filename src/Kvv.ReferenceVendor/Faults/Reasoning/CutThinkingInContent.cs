using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Faults.Reasoning;

/// <summary><c>rc-cut-thinking-in-content</c>: When the cap falls inside thinking, the unfinished thinking comes as content.</summary>
internal sealed class CutThinkingInContent : IGenerationFault
{
    public void Alter(Generation generation, FaultScene scene)
    {
        if (generation.FinishReason != "length" || generation.Content.Count > 0 || generation.Calls.Count > 0)
            return;
        generation.Content.AddRange(generation.Reasoning);
        generation.Reasoning.Clear();
    }
}
