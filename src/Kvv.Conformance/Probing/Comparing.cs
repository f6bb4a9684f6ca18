using System.Text.Json.Nodes;
using Kvv.Conformance.Findings;
using Kvv.Wire;

namespace Kvv.Conformance.Probing;

/// <summary>What checks use that compare several answers, or that judge a count instead of a text.</summary>
public static class Comparing
{
    /// <summary>A condition on several answers of a check.</summary>
    /// <param name="probe">The probe whose exchanges are the evidence.</param>
    /// <param name="holds">Whether it holds.</param>
    /// <param name="expected">What a correct endpoint does, in a sentence.</param>
    /// <param name="actual">What was seen.</param>
    /// <exception cref="JudgementException">It does not hold: <c>fail</c>.</exception>
    public static Probe Must(this Probe probe, bool holds, string expected, string actual) =>
        holds ? probe : throw new JudgementException(FindingStatus.Fail, expected, actual);

    /// <summary>As <see cref="Probe.Request"/>, with thinking left to the endpoint.</summary>
    /// <param name="probe">The probe.</param>
    /// <param name="messages">The messages as raw members.</param>
    /// <param name="maxTokens">Output cap in tokens.</param>
    public static ChatRequest Unswitched(this Probe probe, JsonArray messages, int maxTokens = 2048)
    {
        ArgumentNullException.ThrowIfNull(probe);
        return probe.Request(messages, maxTokens).Without("thinking").Without("chat_template_kwargs");
    }

    /// <summary>
    /// The <c>prompt_tokens</c> that the endpoint reports for a request. One output token is asked for: the count is all that
    /// is wanted. Ends the check as <c>undecided</c> when none is reported (USAGE-REPORT-001 judges that).
    /// </summary>
    /// <param name="probe">The probe.</param>
    /// <param name="request">The request; its <c>max_tokens</c> is set to 1.</param>
    /// <param name="what">What is counted, to complete "HTTP 200 and a chat completion for …".</param>
    public static async Task<long> PromptTokens(this Probe probe, ChatRequest request, string what)
    {
        ArgumentNullException.ThrowIfNull(probe);
        ArgumentNullException.ThrowIfNull(request);
        var answer = await probe.Send(request.With("max_tokens", 1)).MustSucceed(what);
        return answer.Reply.Usage?.PromptTokens ?? throw Probe.Undecided($"no prompt_tokens are reported for {what}, so nothing can be compared");
    }
}
