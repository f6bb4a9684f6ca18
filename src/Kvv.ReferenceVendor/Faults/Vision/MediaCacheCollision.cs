using System.Collections.Concurrent;
using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.Vision;

/// <summary><c>vi-media-cache-collision</c>: The same question with a new image is answered from the old one.</summary>
internal sealed class MediaCacheCollision : IConversationFault
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<Picture>> _seen = new(StringComparer.Ordinal);

    public void Alter(ChatCall call, FaultScene scene)
    {
        for (var i = 0; i < call.Turns.Count; i++)
        {
            if (call.Turns[i] is { Pictures.Count: > 0 } turn)
                call.Turns[i] = turn with { Pictures = _seen.GetOrAdd(turn.Text, turn.Pictures) };
        }
    }
}
