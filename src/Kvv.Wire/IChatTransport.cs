namespace Kvv.Wire;

/// <summary>Sends requests to one endpoint and tells the truth about what came back.</summary>
public interface IChatTransport
{
    /// <summary>
    /// Sends a chat request (<c>POST chat/completions</c>) and reads the whole answer. Never throws for what the endpoint or
    /// the network does: that is in the exchange.
    /// </summary>
    /// <param name="request">The request; whether the answer is read as a stream follows <see cref="ChatRequest.IsStreamed"/> and the answer's media type.</param>
    /// <param name="limits">Timeouts, attempts and size.</param>
    /// <param name="cancellationToken">Ends the exchange.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled by the caller.</exception>
    Task<Exchange> SendAsync(ChatRequest request, ExchangeLimits limits, CancellationToken cancellationToken);

    /// <summary>Reads the model listing (<c>GET models</c>) under the same rules; the exchange has no reply, only status, headers and body.</summary>
    /// <param name="request">Headers to set or remove; its body is not sent.</param>
    /// <param name="limits">Timeouts, attempts and size.</param>
    /// <param name="cancellationToken">Ends the exchange.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled by the caller.</exception>
    Task<Exchange> ListModelsAsync(ChatRequest request, ExchangeLimits limits, CancellationToken cancellationToken);
}
