using System.ClientModel.Primitives;

namespace Kvv.Wire.Transport;

/// <summary>Runs last before the wire, so that what it sets, replaces or removes is what the endpoint sees.</summary>
internal sealed class HeaderPolicy(Uri address, IReadOnlyList<KeyValuePair<string, string?>> headers) : PipelinePolicy
{
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Apply(message.Request);
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Apply(message.Request);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }

    private void Apply(PipelineRequest request)
    {
        request.Uri = address;
        foreach (var (name, value) in headers)
        {
            if (value is null)
                request.Headers.Remove(name);
            else
                request.Headers.Set(name, value);
        }
    }
}
