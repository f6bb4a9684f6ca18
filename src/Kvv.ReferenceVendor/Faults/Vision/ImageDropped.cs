using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.Vision;

/// <summary><c>vi-image-dropped</c>: A fluent answer about a picture that was never looked at, counted as text.</summary>
internal sealed class ImageDropped : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        for (var i = 0; i < call.Turns.Count; i++)
            call.Turns[i] = call.Turns[i] with { Pictures = [] };
    }
}
