using Kvv.ReferenceVendor.RequestCheck;
using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Operations;

/// <summary><c>op-model-substituted</c>: Another model answers, unknown ids included, with 200 and another name in the reply.</summary>
internal sealed class ModelSubstituted : IRequestCheckFault, IReplyFault
{
    public Refusal? Review(Refusal refusal, FaultScene scene) => refusal.Rule == BrokenRule.Model ? null : refusal;

    public void Alter(ChatReply reply, FaultScene scene)
    {
        reply.Model = "kvv-stand-in";
    }
}
