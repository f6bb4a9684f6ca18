using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Reasoning;

/// <summary><c>rc-parser-truncates</c>: The reasoning text breaks off while reasoning_tokens counts all of it.</summary>
internal sealed class ReasoningTruncated : IReplyFault
{
    public void Alter(ChatReply reply, FaultScene scene)
    {
        foreach (var choice in reply.Choices.Where(c => c.Reasoning.Count > 20))
            choice.Reasoning.RemoveRange(20, choice.Reasoning.Count - 20);
    }
}
