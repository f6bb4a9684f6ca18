using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Kvv.Conformance.Findings;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;
using Kvv.Wire;

namespace Kvv.Conformance.Probing;

/// <summary>
/// What the check of a requirement sees: the profile, the mode it is judged in, and the way to the endpoint. Every exchange
/// is kept as evidence.
/// </summary>
public sealed class Probe
{
    private readonly EndpointChannel _channel;
    private readonly string _origin;
    private readonly CancellationToken _cancellationToken;
    private readonly Lock _gate = new();
    private readonly List<Exchange> _exchanges = [];
    private readonly List<Exchange> _read = [];

    internal Probe(ProbeContext context, EndpointChannel channel, ProbeMode mode, string origin, CancellationToken cancellationToken)
    {
        Context = context;
        _channel = channel;
        Mode = mode;
        _origin = origin;
        _cancellationToken = cancellationToken;
    }

    /// <summary>What is the same for every probe of a run.</summary>
    public ProbeContext Context { get; }

    /// <summary>The contract of the model.</summary>
    public ModelProfile Profile => Context.Profile;

    /// <summary>The mode this check is judged in.</summary>
    public ProbeMode Mode { get; }

    /// <summary>The thinking mode in force: the mode's own, or the cheapest that the profile allows.</summary>
    public ThinkingMode Thinking => Mode.Thinking ?? (Profile.Thinking.Has(ThinkingMode.Off) ? ThinkingMode.Off : ThinkingMode.On);

    /// <summary>The exchanges so far, in order of completion.</summary>
    public IReadOnlyList<Exchange> Exchanges
    {
        get
        {
            lock (_gate)
                return [.. _exchanges];
        }
    }

    /// <summary>What a finding of this check stands on: its exchanges, and those of another check that it read (<see cref="Shared"/>).</summary>
    public IReadOnlyList<Exchange> Evidence
    {
        get
        {
            lock (_gate)
                return [.. _exchanges, .. _read];
        }
    }

    /// <summary>
    /// A request for one user turn in this mode: model, message, thinking switch, <c>max_tokens</c>, and for a stream
    /// <c>stream</c> with <c>stream_options.include_usage</c>.
    /// </summary>
    /// <param name="text">The user's text.</param>
    /// <param name="maxTokens">Output cap in tokens, reasoning included; large enough for a thinking model to reach its answer.</param>
    public ChatRequest Ask(string text, int maxTokens = 2048) => Request([UserTurn(text)], maxTokens);

    /// <summary>A request for a conversation in this mode.</summary>
    /// <param name="messages">The messages as raw members.</param>
    /// <param name="maxTokens">Output cap in tokens.</param>
    public ChatRequest Request(JsonArray messages, int maxTokens = 2048)
    {
        var request = ChatRequest.Empty.With("model", Context.Model).With("messages", PlainQuestion.Drawn(messages, Context.Seed, _origin)).With("max_tokens", maxTokens);
        // A model with a single mode has no switch to set.
        if (Profile.Thinking.Modes.Count > 1)
            request = request.WithThinking(Context.Dialect, Thinking);
        return Mode.Transfer == Transfer.Stream
            ? request.With("stream", true).With("stream_options", new JsonObject { ["include_usage"] = true })
            : request;
    }

    /// <summary>A user message with plain text.</summary>
    /// <param name="text">The text.</param>
    public static JsonObject UserTurn(string text) => new() { ["role"] = "user", ["content"] = text };

    /// <summary>Sends a request.</summary>
    /// <param name="request">The request.</param>
    public async Task<Answer> Send(ChatRequest request) => Keep(await _channel.SendAsync(request, _origin, _cancellationToken));

    /// <summary>
    /// What several checks read off the same answers: sent once a run, by whichever check asks first. A check that comes later gets the
    /// same, or the same exception, and sends nothing; the exchanges are evidence of each, and cost the first one.
    /// </summary>
    /// <param name="name">What it is, unique in the run for each mode.</param>
    /// <param name="ask">Sends, by this probe.</param>
    public async Task<T> Shared<T>(string name, Func<Task<T>> ask)
        where T : class
    {
        var answer = Context.SharedAnswers.GetOrAdd($"{name} [{Mode}]", _ => new(this, new(async () => await ask())));
        try
        {
            return (T)await answer.Value.Value;
        }
        finally
        {
            if (answer.By != this)
            {
                lock (_gate)
                    _read.AddRange(answer.By.Exchanges);
            }
        }
    }

    /// <summary>Reads the model listing.</summary>
    /// <param name="request">Headers to set or remove; its body is not sent.</param>
    public async Task<Answer> ListModels(ChatRequest request) => Keep(await _channel.ListModelsAsync(request, _origin, _cancellationToken));

    /// <summary>Ends the check as <c>unsupported</c> unless the profile declares a feature.</summary>
    /// <param name="declared">Whether the profile declares it.</param>
    /// <param name="feature">What it is, to complete "the profile declares no …".</param>
    public Probe Requires(bool declared, string feature) => declared
        ? this
        : throw new JudgementException(FindingStatus.Unsupported, null, $"the profile {Profile.Name} declares no {feature}");

    /// <summary>Ends the check as <c>unsupported</c> unless the run is of a tier: for what costs too much to be done unasked.</summary>
    /// <param name="tier">The smallest tier that does it.</param>
    public Probe RequiresTier(Tier tier) => Context.Tier >= tier
        ? this
        : throw new JudgementException(FindingStatus.Unsupported, null, $"opt-in: this is judged at tier {tier.ToString().ToLowerInvariant()} only");

    /// <summary>Ends the check as <c>undecided</c>.</summary>
    /// <param name="reason">Why nothing can be concluded.</param>
    public static JudgementException Undecided(string reason) => new(FindingStatus.Undecided, null, reason);

    /// <summary>Whether a plain request is answered at this moment: tells a request that breaks the endpoint from an outage.</summary>
    internal async Task<bool> AnswersPlainRequest()
    {
        var plain = ChatRequest.Empty.With("model", Context.Model)
            .With("messages", PlainQuestion.Drawn([UserTurn(ProbeContext.PlainPrompt)], Context.Seed, _origin)).With("max_tokens", 16);
        var exchange = await _channel.SendAsync(plain, _origin, _cancellationToken);
        Keep(exchange);
        return exchange is { Outcome: ExchangeOutcome.Answered, Reply.First: not null };
    }

    private Answer Keep(Exchange exchange)
    {
        lock (_gate)
            _exchanges.Add(exchange);
        return new(this, exchange);
    }
}

/// <summary>What is the same for every probe of a run.</summary>
/// <param name="Profile">The contract of the model.</param>
/// <param name="Model">The model name sent in requests.</param>
/// <param name="Dialect">How the endpoint spells thinking.</param>
/// <param name="Seed">Seed of whatever a check draws.</param>
/// <param name="HasKey">Whether requests carry an API key.</param>
public sealed record ProbeContext(ModelProfile Profile, string Model, Dialect Dialect, ulong Seed, bool HasKey)
{
    /// <summary>What some check has asked for others as well, by name.</summary>
    internal ConcurrentDictionary<string, SharedAnswer> SharedAnswers { get; } = new(StringComparer.Ordinal);

    /// <summary>Where data sets lie that are not part of this repository, or <see langword="null"/> for nowhere.</summary>
    public string? DatasetDirectory { get; init; }

    /// <summary>A prompt that any model answers with a word or two; <see cref="Probe.Request"/> sends another of its kind, drawn from the seed.</summary>
    public static string PlainPrompt => "Reply with only the word OK.";

    /// <summary>How much of the suite is run.</summary>
    public Tier Tier { get; init; }

    /// <summary>A prompt for a text that any model of this size gives back letter by letter.</summary>
    /// <param name="text">The text.</param>
    public static string Echo(string text) => $"Repeat the following text exactly, without quotes or anything else: {text}";
}

/// <summary>What one check asked and others read.</summary>
/// <param name="By">Who asked.</param>
/// <param name="Value">What came of it.</param>
internal sealed record SharedAnswer(Probe By, Lazy<Task<object>> Value);
