using System.ClientModel;
using System.ClientModel.Primitives;
using Kvv.Wire.Transport;
using OpenAI.Chat;
using OpenAI.Models;

namespace Kvv.Wire;

/// <summary>
/// Speaks to one endpoint through the OpenAI SDK's protocol methods: raw JSON out and raw bytes in, from one pool of
/// connections, without redirects, cookies or retries other than the suite's own policy. Thread-safe.
/// </summary>
public sealed class ChatTransport : IChatTransport, IDisposable
{
    private readonly EndpointOptions _endpoint;
    private readonly TimeProvider _time;
    private readonly ChatRequest _extraBody;
    private readonly HttpClient _http;
    private readonly ChatClient _chat;
    private readonly OpenAIModelClient _models;
    private readonly AttemptRunner _runner;
    private readonly RetryPipelines _retries;
    private readonly IAttemptWatch? _watch;

    /// <summary>A transport for one endpoint; its connections live until it is disposed.</summary>
    /// <param name="endpoint">Where to send.</param>
    /// <param name="time">Clock and timers of limits, delays and timing.</param>
    /// <param name="jitter">Spreads the delays between attempts; seed it for a repeatable run. Used by this transport alone.</param>
    /// <param name="watch">Stands beside every attempt, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">The address is not absolute http(s), a header cannot be sent, or the connection count is below 1.</exception>
    public ChatTransport(EndpointOptions endpoint, TimeProvider time, Random jitter, IAttemptWatch? watch = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(jitter);
        if (!endpoint.BaseUrl.IsAbsoluteUri || endpoint.BaseUrl.Scheme is not ("http" or "https"))
            throw new ArgumentException("The endpoint's address is not an absolute http or https address.", nameof(endpoint));
        ArgumentOutOfRangeException.ThrowIfLessThan(endpoint.MaxConnections, 1, nameof(endpoint));
        foreach (var (name, value) in endpoint.ExtraHeaders)
            RequestHeaders.ThrowIfInvalid(name, value);
        RequestHeaders.ThrowIfInvalid("Authorization", endpoint.ApiKey ?? "");

        _endpoint = endpoint;
        _time = time;
        _extraBody = endpoint.ExtraBody is { } extra ? ChatRequest.Empty.Merge(extra) : ChatRequest.Empty;
        _http = new(Connections.Handler(endpoint)) { Timeout = Timeout.InfiniteTimeSpan };
        // The SDK wants a key; the real one is set on the wire by HeaderPolicy, so that a request can replace or remove it.
        var credential = new ApiKeyCredential("unused");
        var options = Connections.ClientOptions(endpoint, _http);
        _chat = new("unused", credential, options);
        _models = new(credential, options);
        _runner = new(time, new(endpoint));
        _retries = new(endpoint, time, jitter);
        _watch = watch;
    }

    /// <inheritdoc/>
    public Task<Exchange> SendAsync(ChatRequest request, ExchangeLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var sent = WithExtraBody(request);
        var body = BinaryData.FromBytes(sent.ToUtf8());
        return RunAsync(sent, "chat/completions", isChat: true, limits, async options =>
        {
            using var content = BinaryContent.Create(body);
            return (await _chat.CompleteChatAsync(content, options).ConfigureAwait(false)).GetRawResponse();
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Exchange> ListModelsAsync(ChatRequest request, ExchangeLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RunAsync(request, "models", isChat: false, limits,
            async options => (await _models.GetModelsAsync(options).ConfigureAwait(false)).GetRawResponse(), cancellationToken);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    private async Task<Exchange> RunAsync(
        ChatRequest request, string path, bool isChat, ExchangeLimits limits, Func<RequestOptions, Task<PipelineResponse>> send, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limits);
        cancellationToken.ThrowIfCancellationRequested();
        var call = new Call
        {
            Address = RequestAddress.Below(_endpoint.BaseUrl, path),
            Headers = RequestHeaders.Of(_endpoint, request),
            Limits = limits,
            IsChat = isChat,
            IsStreamed = request.IsStreamed,
            Send = send,
        };
        var startedAt = _time.GetUtcNow();
        var (last, attempts) = await _retries
            .RunAsync(limits.MaxAttempts, static (s, stop) => s.transport.AttemptAsync(s.call, stop), (transport: this, call), cancellationToken)
            .ConfigureAwait(false);
        return new()
        {
            Request = request,
            Url = RequestAddress.WithoutSecrets(call.Address),
            Attempts = attempts,
            Outcome = last.Outcome,
            Status = last.Status,
            Headers = last.Headers,
            Body = last.Body,
            Reply = last.Reply,
            Error = last.Error,
            Anomalies = last.Anomalies,
            Timing = last.Timing with { StartedAt = startedAt },
            Failure = last.Outcome == ExchangeOutcome.Infrastructure ? last.Failure : null,
        };
    }

    private async ValueTask<AttemptResult> AttemptAsync(Call call, CancellationToken stop)
    {
        if (_watch is null)
            return await _runner.RunAsync(call, null, stop).ConfigureAwait(false);
        var watched = await _watch.BeginAsync(stop).ConfigureAwait(false);
        AttemptEnd? end = null;
        try
        {
            var result = await _runner.RunAsync(call, watched, stop).ConfigureAwait(false);
            end = result.ToEnd();
            return result;
        }
        finally
        {
            watched.Ended(end);
        }
    }

    private ChatRequest WithExtraBody(ChatRequest request) => request.IsExact
        ? request
        : _extraBody.MemberNames.Where(name => request.Member(name) is null).Aggregate(request, (r, name) => r.WithRaw(name, _extraBody.Member(name)!));
}
