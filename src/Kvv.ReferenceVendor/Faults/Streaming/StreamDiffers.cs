using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Streaming;

/// <summary><c>sw-stream-differs</c>: The stream of a request lacks calls and the end of the text that the whole reply has.</summary>
internal sealed class StreamDiffers : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Calls.Clear();
        draft.Content = draft.Content[..(draft.Content.Length * 2 / 3)];
    }
}
