using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.Vision;

/// <summary><c>vi-video-dropped</c>: A video is accepted and never looked at: it costs no tokens.</summary>
internal sealed class VideoDropped : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        for (var i = 0; i < call.Turns.Count; i++)
            call.Turns[i] = call.Turns[i] with { Pictures = [.. call.Turns[i].Pictures.Where(p => !p.IsVideo)] };
    }
}
