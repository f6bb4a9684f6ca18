using System.Text.RegularExpressions;

namespace Kvv.Conformance.Profiles;

/// <summary>What must hold between the members of a profile, beyond each having the right type.</summary>
internal sealed partial class ProfileRules
{
    private readonly ModelProfile _profile;
    private readonly List<ProfileProblem> _problems = [];

    private ProfileRules(ModelProfile profile) => _profile = profile;

    public static IReadOnlyList<ProfileProblem> Check(ModelProfile profile, string? expectedName)
    {
        var rules = new ProfileRules(profile);
        rules.CheckName(expectedName);
        rules.CheckThinking();
        rules.CheckParameters();
        rules.CheckTools();
        rules._problems.AddRange(BenchmarkRules.Check(profile));
        rules._problems.AddRange(SourceRules.Check(profile));
        return rules._problems;
    }

    private void CheckName(string? expected)
    {
        if (!NameForm().IsMatch(_profile.Name))
            Report("$.name", $"'{_profile.Name}' is not a name: lower-case letters, digits, dots and hyphens, a letter or digit at both ends");
        else if (expected is not null && _profile.Name != expected)
            Report("$.name", $"is '{_profile.Name}', but the file is called '{expected}'; both must agree, so that no name appears twice");
        if (_profile.ContextWindow is { Tokens: < 1 } window)
            Report("$.contextWindow.tokens", $"is {window.Tokens}; it must be 1 or more");
    }

    private void CheckThinking()
    {
        var thinking = _profile.Thinking;
        if (thinking.Modes.Count == 0)
            Report("$.thinking.modes", "must name at least one mode");
        if (thinking.Modes.Distinct().Count() < thinking.Modes.Count)
            Report("$.thinking.modes", "names a mode twice");
        if (thinking.Modes.Count > 0 && !thinking.Has(thinking.Default))
            Report("$.thinking.default", "is not one of the modes");
        if (thinking.Has(ThinkingMode.On) && thinking.ReasoningFields.Count == 0)
            Report("$.thinking.reasoningFields", "must name at least one member, because the model thinks");
        if (thinking.OffRequest == OffRequest.Honoured && !thinking.Has(ThinkingMode.Off))
            Report("$.thinking.offRequest", "is honoured, but the modes do not include off");
        if (thinking.Effort is { } effort && !effort.Values.Contains(effort.Default))
            Report("$.thinking.effort.default", $"'{effort.Default}' is not one of the values");
        if (thinking.KeepDefault is { } keep && keep != "none" && !thinking.Keep.Contains(keep))
            Report("$.thinking.keepDefault", $"'{keep}' is neither 'none' nor one of keep");
        if (_profile.ChatFormat.ThinkTags.Count is not (0 or 2))
            Report("$.chatFormat.thinkTags", "must hold an opening and a closing tag, or nothing");
    }

    private void CheckParameters()
    {
        for (var i = 0; i < _profile.Parameters.Count; i++)
        {
            var rule = _profile.Parameters[i];
            var path = $"$.parameters[{i}]";
            CheckRule(rule, path);
            if (rule.Thinking != ThinkingScope.Any && !_profile.Thinking.Modes.Any(rule.HoldsIn))
                Report($"{path}.thinking", "names a mode the model does not have");
            for (var j = 0; j < i; j++)
            {
                var earlier = _profile.Parameters[j];
                if (earlier.Name == rule.Name && (earlier.Thinking == rule.Thinking || earlier.Thinking == ThinkingScope.Any || rule.Thinking == ThinkingScope.Any))
                    Report($"{path}.name", $"'{rule.Name}' already has a rule for this thinking mode, at $.parameters[{j}]");
            }
        }
    }

    private void CheckRule(ParameterRule rule, string path)
    {
        if (rule.Fixed is null && rule.Min is null && rule.Max is null)
            Report(path, "has neither 'fixed' nor 'min' or 'max'");
        if (rule.Fixed is not null && (rule.Min is not null || rule.Max is not null))
            Report(path, "has both 'fixed' and a range");
        if (rule.Min > rule.Max)
            Report($"{path}.min", $"{rule.Min} is more than max, {rule.Max}");
        if (rule.Default is { } value && !rule.Allows(value))
            Report($"{path}.default", $"{value} breaks the rule ({Describe(rule)})");
        CheckValues(rule.Accept, $"{path}.accept", v => !rule.Allows(v), $"breaks the rule it must show accepted ({Describe(rule)})");
        CheckValues(rule.Refuse, $"{path}.refuse", rule.Allows, $"obeys the rule it must show refused ({Describe(rule)})");
        CheckValues(rule.Coerced, $"{path}.coerced", rule.Allows, $"obeys the rule, so it needs no coercion ({Describe(rule)})");
        CheckValues(rule.Coerced, $"{path}.coerced", rule.Refuse.Contains, "is listed in 'refuse' as well");
    }

    private void CheckValues(IReadOnlyList<double> values, string path, Func<double, bool> isWrong, string reason)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (isWrong(values[i]))
                Report($"{path}[{i}]", $"{values[i]} {reason}");
        }
    }

    private static string Describe(ParameterRule rule) => rule.Fixed is { } only
        ? $"fixed at {only}"
        : string.Join(", ", new[] { rule.Min is { } min ? $"min {min}" : null, rule.Max is { } max ? $"max {max}" : null }.Where(t => t is not null));

    private void CheckTools()
    {
        var tools = _profile.Tools;
        CheckChoices(tools.Choices.On, ThinkingMode.On, "on");
        CheckChoices(tools.Choices.Off, ThinkingMode.Off, "off");
        foreach (var choice in tools.Choices.RefusedOn.Where(c => tools.Choices.For(ThinkingMode.On).Contains(c)))
            Report("$.tools.choices.refusedOn", $"'{choice.ToString().ToLowerInvariant()}' is listed in 'on' as well");
        if (tools.MaxNameLength < 1)
            Report("$.tools.maxNameLength", $"is {tools.MaxNameLength}; it must be 1 or more");
        CheckCallId(tools.CallId);
    }

    private void CheckChoices(IReadOnlyList<ToolChoice>? choices, ThinkingMode mode, string member)
    {
        if (_profile.Thinking.Has(mode) && choices is null)
            Report("$.tools.choices", $"member '{member}' is missing, because the model has that thinking mode");
        if (!_profile.Thinking.Has(mode) && choices is not null)
            Report($"$.tools.choices.{member}", "belongs to a thinking mode the model does not have");
    }

    private void CheckCallId(CallIdContract callId)
    {
        if (callId.Rule == CallIdRule.ConversationCounter && callId.Pattern is null)
            Report("$.tools.callId", "member 'pattern' is missing; a counter cannot be found without it");
        try
        {
            _ = new Regex(callId.Pattern ?? "", RegexOptions.CultureInvariant);
        }
        catch (ArgumentException e)
        {
            Report("$.tools.callId.pattern", $"is not a regular expression: {e.Message}");
        }
    }

    private void Report(string path, string reason) => _problems.Add(new(path, reason));

    [GeneratedRegex("^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$")]
    private static partial Regex NameForm();
}
