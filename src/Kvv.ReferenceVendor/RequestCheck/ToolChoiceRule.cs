using System.Text.Json;

namespace Kvv.ReferenceVendor.RequestCheck;

/// <summary><c>tool_choice</c>: a word the profile lists for the thinking mode; <c>required</c> and a named tool need tools.</summary>
internal sealed class ToolChoiceRule : IRequestRule
{
    public IEnumerable<Refusal> Examine(Candidate request)
    {
        if (request.Body.Has("parallel_tool_calls", out var parallel) && !parallel.IsBoolean())
            yield return Refusal.Bad(BrokenRule.ToolChoice, "parallel_tool_calls must be a boolean.", "parallel_tool_calls", "invalid_type");
        if (!request.Body.Has("tool_choice", out var choice))
            yield break;
        var names = Declared(request.Body).ToHashSet(StringComparer.Ordinal);
        var allowed = request.Contract.Tools.Choices(request.Thinking);
        var mode = request.Thinking ? "with thinking on" : "with thinking off";
        if (choice.ValueKind == JsonValueKind.String)
        {
            var word = choice.GetString()!;
            if (word is not ("auto" or "none" or "required"))
                yield return Wrong($"must be one of auto, none, required; '{word}' is unknown");
            else if (!allowed.Contains(word))
                yield return Wrong($"'{word}' is not allowed for this model {mode}; use {string.Join(", ", allowed)}");
            else if (word == "required" && names.Count == 0)
                yield return Wrong("'required' needs at least one tool");
            yield break;
        }

        if (choice.ValueKind != JsonValueKind.Object || choice.Text("type") != "function"
            || !choice.Has("function", out var function) || function.Text("name") is not { } name)
            yield return Wrong("must be a string or an object that names a function");
        else if (!allowed.Contains("named") && !allowed.Contains("function"))
            yield return Wrong($"may not name a function for this model {mode}");
        else if (!names.Contains(name))
            yield return Wrong($"names '{name}', which is not among the tools");
    }

    private static IEnumerable<string> Declared(JsonElement body) => body.Items("tools")
        .Concat(body.Items("messages").SelectMany(m => m.Items("tools")))
        .Select(t => t.Has("function", out var function) ? function.Text("name") : null)
        .OfType<string>();

    private static Refusal Wrong(string what) => Refusal.Bad(BrokenRule.ToolChoice, $"tool_choice {what}.", "tool_choice");
}
