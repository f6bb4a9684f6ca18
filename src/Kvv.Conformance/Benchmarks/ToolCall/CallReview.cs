using System.Globalization;
using System.Text.RegularExpressions;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Results;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>What a reply with calls is held to.</summary>
/// <param name="Profile">The form of ids and the control strings.</param>
/// <param name="Tools">The declared tools.</param>
/// <param name="Forced">Whether the request demanded a call.</param>
/// <param name="MaxCalls">The most calls that are right; <see langword="null"/> for any number.</param>
public sealed record CallContract(ModelProfile Profile, IReadOnlyList<DeclaredTool> Tools, bool Forced, int? MaxCalls);

/// <summary>
/// Looks at a reply that should call tools the way a client does: taken, called, once, by its name, with arguments that parse
/// and obey the schema, finished as such, and in order on the wire. Every flaw is named by the fault it is the signature of.
/// </summary>
public static class CallReview
{
    private const int RunawayCalls = 3;

    /// <summary>The flaws in the order in which a client meets them; empty for a faultless reply.</summary>
    /// <param name="exchange">An exchange that was answered or refused.</param>
    /// <param name="contract">What it is held to.</param>
    public static IReadOnlyList<CallFlaw> Flaws(Exchange exchange, CallContract contract)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        ArgumentNullException.ThrowIfNull(contract);
        if (exchange.Outcome != ExchangeOutcome.Answered || exchange.Error is not null || exchange.Reply?.First is not { } choice)
            return [NotTaken(exchange)];
        if (choice.ToolCalls.Count == 0)
            return [NotCalled(choice, contract)];
        var flaws = new List<CallFlaw>();
        if (choice.ToolCalls.Count > contract.MaxCalls)
            flaws.Add(TooMany(choice.ToolCalls, contract));
        foreach (var call in choice.ToolCalls)
            flaws.AddRange(OfCall(call, contract));
        if (choice.FinishReason != "tool_calls")
            flaws.Add(new(CallFlaw.Finish, $"the finish reason is {choice.FinishReason ?? "absent"} although there is a call", [choice.FinishReason is null ? "tc-finish-absent" : "tc-finish-stop"]));
        flaws.AddRange(CallAnomalies.Flaws(exchange.Anomalies));
        return flaws;
    }

    /// <summary>The flaws of one call alone: its name, its arguments, its id.</summary>
    /// <param name="call">The call.</param>
    /// <param name="contract">What it is held to.</param>
    public static IEnumerable<CallFlaw> OfCall(ToolCall call, CallContract contract)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(contract);
        var tool = contract.Tools.FirstOrDefault(t => t.Name == call.Name);
        if (tool is null)
            yield return WrongName(call, contract);
        if (ArgumentReview.Flaw(call, tool, contract.Profile.ChatFormat.ControlStrings) is { } broken)
            yield return broken;
        if (string.IsNullOrEmpty(call.Id))
            yield return new(CallFlaw.Id, "the call has no id", ["tc-empty-deltas-under-load", "tc-index-drift"]);
        else if (contract.Profile.Tools.CallId.Pattern is { } pattern && !Matches(call.Id, pattern))
            yield return new(CallFlaw.Id, $"the id {ExchangeText.Quote(call.Id)} does not have the model's form {pattern}", ["tc-id-foreign"]);
    }

    private static bool Matches(string id, string pattern) =>
        Regex.IsMatch(id, pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));

    private static CallFlaw NotTaken(Exchange exchange)
    {
        IReadOnlyList<string> suspects = exchange.Status == 200 ? ["tc-error-instead-of-call", "sw-error-inside-200"] : RefusedForLength.Suspects(exchange);
        // A name beyond ASCII is what constrained decoding stumbles over first.
        if (suspects.Count == 0 && exchange.Request.ToString().Any(c => c > '\u007F'))
            suspects = ["so-nonascii-property"];
        return new(CallFlaw.Accepted, $"the request is not answered: {ExchangeText.Describe(exchange)}", suspects);
    }

    private static CallFlaw NotCalled(ReplyChoice choice, CallContract contract)
    {
        var suspects = new List<string>();
        if (Holds(choice.Content, contract))
            suspects.Add("tc-markers-in-content");
        if (Holds(choice.Reasoning, contract))
            suspects.Add("tc-markers-in-reasoning");
        if (choice.FinishReason == "tool_calls")
            suspects.Add("tc-finish-calls-empty");
        if (suspects.Count == 0 && string.IsNullOrWhiteSpace(choice.Content) && !string.IsNullOrWhiteSpace(choice.Reasoning))
            suspects.Add("tc-swallowed-unclosed-think");
        if (suspects.Count == 0)
            suspects.Add(contract.Forced ? "tc-required-ignored" : "tc-trigger-shift");
        return new(CallFlaw.Called, $"there is no call; finish reason {choice.FinishReason ?? "absent"}, content {ExchangeText.Quote(choice.Content ?? "")}", suspects);
    }

    private static CallFlaw TooMany(IReadOnlyList<ToolCall> calls, CallContract contract)
    {
        var equal = calls.GroupBy(c => (c.Name, c.Arguments)).Max(g => g.Count());
        return new(
            CallFlaw.OneCall, string.Create(CultureInfo.InvariantCulture, $"there are {calls.Count} calls, {contract.MaxCalls} at most are right"),
            equal > RunawayCalls ? ["tc-required-runaway"] : []);
    }

    private static CallFlaw WrongName(ToolCall call, CallContract contract)
    {
        var name = call.Name ?? "";
        var known = contract.Tools.FirstOrDefault(t => name.Length > t.Name.Length && name.Replace(t.Name, "", StringComparison.Ordinal).Length == 0);
        string[] suspects = name.Length == 0 ? ["tc-empty-deltas-under-load", "tc-index-drift"]
            : known is not null ? ["tc-name-concatenated"]
            : contract.Tools.Any(t => t.Name.StartsWith(name, StringComparison.Ordinal)) ? ["tc-name-split"]
            : ["tc-id-unparsed-variant", "tc-name-split"];
        return new(CallFlaw.Name, $"the call names {ExchangeText.Quote(name)}, which is not declared", suspects);
    }

    private static bool Holds(string? text, CallContract contract) =>
        text is not null && contract.Profile.ChatFormat.ControlStrings.Any(c => text.Contains(c, StringComparison.Ordinal));
}
