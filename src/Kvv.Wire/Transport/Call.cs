using System.ClientModel.Primitives;

namespace Kvv.Wire.Transport;

/// <summary>What every attempt of one exchange has in common.</summary>
internal sealed record Call
{
    public required Uri Address { get; init; }

    /// <summary>Headers to set, or with <see langword="null"/> to remove, after the SDK has set its own.</summary>
    public required IReadOnlyList<KeyValuePair<string, string?>> Headers { get; init; }

    public required ExchangeLimits Limits { get; init; }

    /// <summary>Whether the answer is a chat reply, to be folded.</summary>
    public required bool IsChat { get; init; }

    /// <summary>Whether the request asks for a stream.</summary>
    public required bool IsStreamed { get; init; }

    /// <summary>Sends the request through the SDK.</summary>
    public required Func<RequestOptions, Task<PipelineResponse>> Send { get; init; }
}
