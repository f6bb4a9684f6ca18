using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.Vision;

/// <summary><c>vi-order-lost</c>: Images change places: answers about image 2 speak of another.</summary>
internal sealed class OrderLost : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        for (var i = 0; i < call.Turns.Count; i++)
            call.Turns[i] = call.Turns[i] with { Pictures = [.. call.Turns[i].Pictures.Reverse().Select(p => p with { Position = 0 })] };
    }
}
