using System.Text.Json;
using Kvv.ReferenceVendor.Channels;
using Kvv.ReferenceVendor.Contract;

namespace Kvv.ReferenceVendor.RequestCheck;

/// <summary>The thinking switches hold known values, and none asks for what the model cannot do.</summary>
internal sealed class ThinkingRule : IRequestRule
{
    public IEnumerable<Refusal> Examine(Candidate request)
    {
        var rules = request.Contract.Thinking;
        var asked = ThinkingSwitch.Asked(request.Body);
        if (request.Body.Has("thinking", out var thinking) && thinking.ValueKind == JsonValueKind.Object)
        {
            if (thinking.Has("type", out _) && thinking.Text("type") is not ("enabled" or "disabled"))
                yield return Wrong("thinking.type", "must be 'enabled' or 'disabled'");
            if (thinking.Has("keep", out _) && !(thinking.Text("keep") is { } keep && (rules.Keep.Contains(keep) || (keep == "none" && asked == false))))
                yield return Wrong("thinking.keep", $"must be one of {Words(rules.Keep)}");
            if (thinking.Has("effort", out _) && !(thinking.Text("effort") is { } effort && rules.Efforts.Contains(effort)))
                yield return Wrong("thinking.effort", $"must be one of {Words(rules.Efforts)}");
        }

        if (request.Body.Has("chat_template_kwargs", out var kwargs))
        {
            foreach (var refusal in Kwargs(kwargs, rules))
                yield return refusal;
        }

        if (request.Body.Has("reasoning_effort", out _)
            && !(request.Body.Text("reasoning_effort") is { } word && (word == "none" || rules.Efforts.Contains(word))))
            yield return Wrong("reasoning_effort", $"must be one of {Words([.. rules.Efforts, "none"])}");
        if (asked == true && !rules.CanThink)
            yield return Wrong("thinking", "cannot be enabled: this model does not think");
        if (asked == false && rules.CanThink && rules.OffRequest == OffRequest.Refused)
            yield return Wrong("thinking", "cannot be disabled: this model always thinks");
    }

    private static IEnumerable<Refusal> Kwargs(JsonElement kwargs, ThinkingContract rules)
    {
        foreach (var name in (string[])["thinking", "enable_thinking", "preserve_thinking"])
        {
            if (kwargs.Has(name, out var flag) && !flag.IsBoolean())
                yield return Wrong($"chat_template_kwargs.{name}", "must be a boolean");
        }

        if (kwargs.Has("thinking_effort", out _) && !(kwargs.Text("thinking_effort") is { } effort && rules.Efforts.Contains(effort)))
            yield return Wrong("chat_template_kwargs.thinking_effort", $"must be one of {Words(rules.Efforts)}");
    }

    private static string Words(IReadOnlyList<string> words) => words.Count == 0 ? "(this model has none)" : string.Join(", ", words);

    private static Refusal Wrong(string at, string what) => Refusal.Bad(BrokenRule.Thinking, $"{at} {what}.", at);
}
