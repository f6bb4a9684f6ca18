using System.ClientModel;
using System.ClientModel.Primitives;
using Kvv.Wire.Folding;

namespace Kvv.Wire.Transport;

/// <summary>Sends a request once and reads what comes back.</summary>
internal sealed class AttemptRunner(TimeProvider time, Secrets secrets)
{
    /// <summary>One attempt. Whatever the endpoint or the network does is in the result.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<AttemptResult> RunAsync(Call call, IWatchedAttempt? watched, CancellationToken cancellationToken)
    {
        using var clock = new AttemptClock(time, call.Limits, cancellationToken);
        var startedAt = time.GetUtcNow();
        PipelineResponse response;
        try
        {
            response = await SendAsync(call, clock.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ClientResultException or HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var failure = clock.Expired == Expiry.None ? FailureText.OfSending(e, call.Address) : FailureText.OfLimit(clock.Expired, call.Limits, hasHead: false);
            return new() { IsBroken = true, Failure = secrets.Mask(failure), Duration = clock.Elapsed, Timing = new() { StartedAt = startedAt } };
        }

        using (response)
            return await ReadAsync(call, response, clock, watched, startedAt, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<PipelineResponse> SendAsync(Call call, CancellationToken stop)
    {
        var options = new RequestOptions { ErrorOptions = ClientErrorBehaviors.NoThrow, BufferResponse = false, CancellationToken = stop };
        options.AddPolicy(new HeaderPolicy(call.Address, call.Headers), PipelinePosition.BeforeTransport);
        return await call.Send(options).ConfigureAwait(false);
    }

    private async Task<AttemptResult> ReadAsync(Call call, PipelineResponse response, AttemptClock clock, IWatchedAttempt? watched, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var headAt = clock.Elapsed;
        var head = new ResponseHead(response, secrets);
        var assembler = call.IsChat && AnswerReader.IsStream(head) ? new StreamAssembler() : null;
        using var reading = new BodyReading(clock, call.Limits);
        clock.Arrived = watched is null ? null : () => watched.Arrived(head.Status);
        clock.RestartIdle();
        await reading.RunAsync(response.ContentStream ?? Stream.Null, assembler).ConfigureAwait(false);
        if (reading.Broken is not null)
            cancellationToken.ThrowIfCancellationRequested();

        var duration = clock.Elapsed;
        var body = reading.ToArray();
        var masked = secrets.Mask(body);
        // What was assembled on the way may hold a secret too; then it is read again from the masked bytes.
        var read = !call.IsChat ? null : assembler is not null && !masked ? assembler.Complete() : AnswerReader.Read(head, body);
        var failure = Failure(reading, head, clock.Expired, call.Limits);
        return new()
        {
            Status = head.Status,
            Headers = head.Headers,
            Body = body,
            Reply = read?.Reply,
            Error = head.IsSuccess ? read?.Error : ApiErrorReader.Parse(body),
            Anomalies = Anomalies(call, head, reading, read, failure, clock.Expired),
            Timing = Timing(reading, headAt, startedAt, read?.Reply?.Usage, assembler is not null),
            Duration = duration,
            Failure = failure,
            IsBroken = reading.Broken is not null && reading.Length == 0,
            RetryAfter = head.RetryAfter(time.GetUtcNow()),
        };
    }

    private static string? Failure(BodyReading reading, ResponseHead head, Expiry expired, ExchangeLimits limits) => reading switch
    {
        { Broken: null } => head.Status is 408 or 429 or >= 500 ? $"HTTP status {head.Status}" : null,
        { Length: 0 } when expired != Expiry.None => FailureText.OfLimit(expired, limits, hasHead: true),
        _ when expired == Expiry.Idle => $"the body stalled for {FailureText.Seconds(limits.Idle)} after {reading.Length} bytes (idle limit)",
        _ when expired == Expiry.Total => $"the body did not end within {FailureText.Seconds(limits.Total)}, {reading.Length} bytes had arrived (total limit)",
        { Length: 0 } => $"{FailureText.OfReading(reading.Broken)}, before its first byte",
        _ => $"{FailureText.OfReading(reading.Broken)}, after {reading.Length} bytes",
    };

    private static List<Anomaly> Anomalies(Call call, ResponseHead head, BodyReading reading, AssembledReply? read, string? failure, Expiry expired)
    {
        var anomalies = new List<Anomaly>();
        if (call.IsChat && AnswerReader.Mismatch(head, call.IsStreamed) is { } mismatch)
            anomalies.Add(mismatch);
        anomalies.AddRange(read?.Anomalies ?? []);
        if (reading.IsTooLarge)
            anomalies.Add(new(AnomalyKinds.BodyTooLarge, $"The body is larger than {call.Limits.MaxBodyBytes} bytes; the rest was not read."));
        if (reading.Broken is not null && reading.Length > 0)
        {
            var kind = expired switch
            {
                Expiry.Idle => AnomalyKinds.IdleLimitHit,
                Expiry.Total => AnomalyKinds.TotalLimitHit,
                _ => head.MediaType == AnswerReader.EventStream ? AnomalyKinds.StreamCut : AnomalyKinds.BodyCut,
            };
            anomalies.Add(new(kind, $"{char.ToUpperInvariant(failure![0])}{failure[1..]}."));
        }

        return anomalies;
    }

    private static ExchangeTiming Timing(BodyReading reading, TimeSpan headAt, DateTimeOffset startedAt, Usage? usage, bool streamed)
    {
        var writing = streamed ? reading.Last - reading.FirstContent : reading.Last;
        return new()
        {
            StartedAt = startedAt,
            Headers = headAt,
            FirstChunk = reading.FirstChunk,
            FirstContent = reading.FirstContent,
            Last = reading.Last,
            LongestGap = reading.LongestGap,
            OutputTokensPerSecond = usage?.CompletionTokens is { } tokens && writing is { } span && span > TimeSpan.Zero ? tokens / span.TotalSeconds : null,
        };
    }
}
