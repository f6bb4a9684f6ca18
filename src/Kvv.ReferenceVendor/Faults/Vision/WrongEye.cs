using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.Vision;

/// <summary>
/// <c>vi-exif-ignored</c>, <c>vi-alpha-mangled</c>, <c>vi-patch-seams</c>: every picture is prepared wrongly, and the model
/// sees what comes of it.
/// </summary>
/// <param name="eye">What goes wrong, by the names of the sight key.</param>
internal sealed class WrongEye(string eye) : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        for (var i = 0; i < call.Turns.Count; i++)
            call.Turns[i] = call.Turns[i] with { Pictures = [.. call.Turns[i].Pictures.Select(p => p with { Eye = eye })] };
    }
}
