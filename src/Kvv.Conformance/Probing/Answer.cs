using System.Globalization;
using System.Text.Json;
using Kvv.Conformance.Findings;
using Kvv.Conformance.Results;
using Kvv.Wire;

namespace Kvv.Conformance.Probing;

/// <summary>
/// One exchange in the hands of a check. Each expectation either holds and returns the answer, or ends the check: with
/// <c>fail</c> when the endpoint answered wrongly, with <c>infrastructure</c> when there was no answer worth judging. A
/// timeout never counts as a refusal and an outage never as a wrong answer.
/// </summary>
public sealed class Answer
{
    private readonly Probe _probe;
    private IReadOnlyList<JsonElement>? _chunks;

    internal Answer(Probe probe, Exchange exchange)
    {
        _probe = probe;
        Exchange = exchange;
    }

    /// <summary>The exchange.</summary>
    public Exchange Exchange { get; }

    /// <summary>The reply; only after <see cref="MustSucceed"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no reply.</exception>
    public ChatReply Reply => Exchange.Reply ?? throw new InvalidOperationException("There is no reply: call MustSucceed first.");

    /// <summary>The reply's first choice; only after <see cref="MustSucceed"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no choice.</exception>
    public ReplyChoice Choice => Reply.First ?? throw new InvalidOperationException("There is no choice: call MustSucceed first.");

    /// <summary>Status 2xx and a reply with at least one choice.</summary>
    /// <param name="what">What was asked for, to complete "HTTP 200 and a chat completion for …"; optional.</param>
    public async Task<Answer> MustSucceed(string? what = null)
    {
        if (Exchange is { Outcome: ExchangeOutcome.Answered, Reply.First: not null, Error: null })
            return this;
        await LeaveOutagesAside();
        throw Broken($"HTTP 200 and a chat completion{(what is null ? "" : $" for {what}")}");
    }

    /// <summary>One of the stated HTTP statuses and an OpenAI-style JSON error body with a message.</summary>
    /// <param name="what">What must be refused, to complete "… is refused with HTTP 400".</param>
    /// <param name="statuses">The statuses that count as a refusal; 400 when none is given.</param>
    public async Task<Answer> MustBeRefused(string what, params int[] statuses)
    {
        int[] allowed = statuses.Length > 0 ? statuses : [400];
        var named = string.Join(" or ", allowed.Select(s => s.ToString(CultureInfo.InvariantCulture)));
        var expected = $"{what} is refused with HTTP {named} and a JSON error body {{\"error\":{{\"message\":…}}}}";
        if (Exchange.Status is { } status && allowed.Contains(status))
        {
            return string.IsNullOrWhiteSpace(Exchange.Error?.Message)
                ? throw new JudgementException(FindingStatus.Fail, expected, $"HTTP {status} without a JSON error message: {ExchangeText.Quote(Exchange.BodyText)}")
                : this;
        }

        await LeaveOutagesAside();
        throw Broken(expected);
    }

    /// <summary>
    /// It came to an end, whichever. A request that gets no answer in the time it has, while a plain one right after it is answered,
    /// hangs: that is no outage.
    /// </summary>
    /// <param name="what">What was asked for, to complete "… comes to an end".</param>
    public async Task<Answer> MustEnd(string what) =>
        Exchange is { Outcome: ExchangeOutcome.Infrastructure, Status: null } && await _probe.AnswersPlainRequest()
            ? throw Broken($"{what} comes to an end, as a plain request does")
            : this;

    /// <summary>The JSON objects of a stream's <c>data:</c> events in order; empty for a whole reply.</summary>
    public IReadOnlyList<JsonElement> Chunks => _chunks ??= StreamChunks.Of(Exchange);

    /// <summary>
    /// Served or refused, but not broken: status 2xx and a reply, or a 4xx with a JSON error body. For requests where the contract
    /// leaves the choice to the endpoint.
    /// </summary>
    /// <param name="what">What was asked for, to complete "… is answered, or refused with HTTP 4xx and a JSON error body".</param>
    /// <returns>The answer, and whether it was served.</returns>
    public async Task<(Answer Answer, bool Served)> MustBeServedOrRefused(string what)
    {
        if (Exchange is { Outcome: ExchangeOutcome.Answered, Reply.First: not null, Error: null })
            return (this, true);
        if (Exchange is { Outcome: ExchangeOutcome.Refused, Status: >= 400 and < 500 } && !string.IsNullOrWhiteSpace(Exchange.Error?.Message))
            return (this, false);
        await LeaveOutagesAside();
        throw Broken($"{what} is answered, or refused with HTTP 4xx and a JSON error body {{\"error\":{{\"message\":…}}}}");
    }

    /// <summary>A condition on the reply.</summary>
    /// <param name="holds">Whether it holds.</param>
    /// <param name="expected">What a correct endpoint does, in a sentence.</param>
    /// <param name="actual">What was seen; the description of the exchange when left out.</param>
    public Answer Must(bool holds, string expected, string? actual = null) =>
        holds ? this : throw new JudgementException(FindingStatus.Fail, expected, actual ?? ExchangeText.Describe(Exchange));

    /// <summary>None of some kinds of anomaly.</summary>
    /// <param name="expected">What a correct endpoint does, in a sentence.</param>
    /// <param name="kinds">The kinds, see <see cref="AnomalyKinds"/>.</param>
    public Answer MustNotShow(string expected, params string[] kinds)
    {
        var seen = Exchange.Anomalies.FirstOrDefault(a => kinds.Contains(a.Kind));
        return Must(seen is null, expected, seen is null ? null : seen.Message + (seen.Excerpt is null ? "" : $" ({ExchangeText.Quote(seen.Excerpt)})"));
    }

    /// <summary>
    /// Ends the check with <c>infrastructure</c> when the answer says nothing about the rule. A 5xx does say something when a
    /// plain request right after it is answered: then it is this request that the endpoint cannot handle.
    /// </summary>
    private async Task LeaveOutagesAside()
    {
        if (Exchange.Outcome != ExchangeOutcome.Infrastructure)
            return;
        if (Exchange.Status is >= 500 && await _probe.AnswersPlainRequest())
            return;
        throw new JudgementException(FindingStatus.Infrastructure, null, ExchangeText.Describe(Exchange));
    }

    private JudgementException Broken(string expected) => new(FindingStatus.Fail, expected, ExchangeText.Describe(Exchange));
}

/// <summary>Expectations on an answer that is still on its way, so that a check reads as one sentence.</summary>
public static class PendingAnswer
{
    /// <inheritdoc cref="Answer.MustSucceed"/>
    public static async Task<Answer> MustSucceed(this Task<Answer> answer, string? what = null) => await (await answer).MustSucceed(what);

    /// <inheritdoc cref="Answer.MustBeRefused"/>
    public static async Task<Answer> MustBeRefused(this Task<Answer> answer, string what, params int[] statuses) =>
        await (await answer).MustBeRefused(what, statuses);

    /// <inheritdoc cref="Answer.MustBeServedOrRefused"/>
    public static async Task<(Answer Answer, bool Served)> MustBeServedOrRefused(this Task<Answer> answer, string what) =>
        await (await answer).MustBeServedOrRefused(what);

    /// <summary>A condition on the answer.</summary>
    /// <param name="answer">The answer on its way.</param>
    /// <param name="holds">The condition.</param>
    /// <param name="expected">What a correct endpoint does, in a sentence.</param>
    /// <param name="actual">What was seen; the description of the exchange when left out.</param>
    public static async Task<Answer> Must(this Task<Answer> answer, Func<Answer, bool> holds, string expected, Func<Answer, string>? actual = null)
    {
        var settled = await answer;
        return holds(settled) ? settled : settled.Must(false, expected, actual?.Invoke(settled));
    }

    /// <inheritdoc cref="Answer.MustNotShow"/>
    public static async Task<Answer> MustNotShow(this Task<Answer> answer, string expected, params string[] kinds) =>
        (await answer).MustNotShow(expected, kinds);
}
