using Kvv.Evaluation.Trials;
using Kvv.Wire;

namespace Kvv.Evaluation.Benchmarks;

/// <summary>Makes one try at one item: one request, a short series, or a whole episode.</summary>
public interface ITrialPlay
{
    /// <summary>
    /// Everything that could change the score, as text: the request with its decoding, the scorer's name and version. It is
    /// hashed into the trial's identity, so that a changed configuration starts a new measurement. Deterministic.
    /// </summary>
    /// <param name="sample">The item.</param>
    /// <param name="epoch">Index of the try, from 0.</param>
    string Describe(Sample sample, int epoch);

    /// <summary>The first request of a try, for reports; deterministic.</summary>
    /// <param name="sample">The item.</param>
    /// <param name="epoch">Index of the try, from 0.</param>
    ChatRequest FirstRequest(Sample sample, int epoch);

    /// <summary>Plays and scores one try.</summary>
    /// <param name="context">The item and the way to the endpoint.</param>
    /// <param name="cancellationToken">Ends the try; nothing of it is kept.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<PlayedTrial> PlayAsync(TrialContext context, CancellationToken cancellationToken);
}

/// <summary>Sends one request of a trial when a slot is free, and returns what came back.</summary>
/// <param name="request">The request.</param>
/// <param name="origin">Who asks, for evidence and logs: the trial's identity and the step.</param>
/// <param name="cancellationToken">Ends the wait and the exchange.</param>
public delegate Task<Exchange> SendRequest(ChatRequest request, string origin, CancellationToken cancellationToken);

/// <summary>What a try has at hand. A try may have several requests under way at once; each takes a slot of its own.</summary>
public sealed class TrialContext
{
    private readonly string _origin;
    private readonly SendRequest _send;
    private readonly Lock _gate = new();
    private readonly List<SentStep> _sent = [];

    /// <summary>Creates a context.</summary>
    /// <param name="sample">The item.</param>
    /// <param name="epoch">Index of the try, from 0.</param>
    /// <param name="origin">The trial's identity, for evidence.</param>
    /// <param name="send">The way to the endpoint.</param>
    /// <param name="stepFile">See <see cref="StepFile"/>.</param>
    public TrialContext(Sample sample, int epoch, string origin, SendRequest send, string? stepFile)
    {
        Sample = sample;
        Epoch = epoch;
        _origin = origin;
        _send = send;
        StepFile = stepFile;
    }

    /// <summary>The item.</summary>
    public Sample Sample { get; }

    /// <summary>Index of the try, from 0.</summary>
    public int Epoch { get; }

    /// <summary>A file of this trial alone in which a try of many turns may keep its steps, or <see langword="null"/> when nothing is kept.</summary>
    public string? StepFile { get; }

    /// <summary>What came back so far.</summary>
    internal IReadOnlyList<SentStep> Sent
    {
        get
        {
            lock (_gate)
                return [.. _sent];
        }
    }

    /// <summary>Sends a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="step">What the request is within the try, for example <c>turn-3</c>; empty when it is the only one.</param>
    /// <param name="cancellationToken">Ends the wait and the exchange.</param>
    public async Task<Exchange> SendAsync(ChatRequest request, string step, CancellationToken cancellationToken)
    {
        var exchange = await _send(request, step.Length == 0 ? _origin : $"{_origin}/{step}", cancellationToken);
        lock (_gate)
            _sent.Add(new(step, exchange));
        return exchange;
    }
}

/// <summary>A try that ended.</summary>
/// <param name="Score">The judgement, or <see langword="null"/> when no answer worth judging came: an outage, never a wrong answer.</param>
/// <param name="Exchanges">What was sent now and came back, in order, at least one.</param>
/// <param name="Failure">Why there is no score.</param>
public sealed record PlayedTrial(Score? Score, IReadOnlyList<Exchange> Exchanges, string? Failure = null)
{
    /// <summary>Ids of faults that a try without a score is the signature of; those of a score are with it.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Requests of the try that were made before it was interrupted, and that it did not send again; in order, before <see cref="Exchanges"/>.</summary>
    public IReadOnlyList<RequestRecord> Earlier { get; init; } = [];
}
