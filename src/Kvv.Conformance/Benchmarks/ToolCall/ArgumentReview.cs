using System.Text.Json;
using Kvv.Conformance.Results;
using Kvv.Schemas;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>Whether the arguments of a call are JSON and obey the tool's schema, and which fault they show when not.</summary>
internal static class ArgumentReview
{
    public static CallFlaw? Flaw(ToolCall call, DeclaredTool? tool, IReadOnlyList<string> controlStrings)
    {
        var text = call.Arguments ?? "";
        JsonElement arguments;
        try
        {
            arguments = StrictJson.Parse(text);
        }
        catch (StrictJsonException e)
        {
            return NotJson(text, e.Message, controlStrings);
        }

        if (arguments.ValueKind == JsonValueKind.String && Parses(arguments))
            return new(CallFlaw.ArgumentsJson, $"the arguments are a JSON string that holds JSON: {ExchangeText.Quote(text)}", ["tc-args-double-encoded"]);
        if (arguments.ValueKind != JsonValueKind.Object)
            return new(CallFlaw.ArgumentsValid, $"the arguments are no object: {ExchangeText.Quote(text)}", ["tc-args-invalid-json"]);
        if (tool?.Problem is { } problem)
            return new(CallFlaw.ArgumentsValid, $"the tool's own schema is broken: {problem}", []);
        return tool?.Parameters?.Validate(arguments) is { IsValid: false } verdict ? Invalid(arguments, tool, verdict) : null;
    }

    private static CallFlaw NotJson(string text, string reason, IReadOnlyList<string> controlStrings)
    {
        var marked = controlStrings.Any(c => text.Contains(c, StringComparison.Ordinal));
        string[] suspects = text.Length == 0 ? ["tc-empty-deltas-under-load", "tc-one-delta-dropped"]
            : marked && !text.StartsWith('{') ? ["tc-forced-args-raw-markup"]
            : marked ? ["tc-markup-in-args"]
            : text.Contains("}{", StringComparison.Ordinal) ? ["tc-index-reused"]
            : ["tc-args-invalid-json", "tc-args-truncated-bundle"];
        return new(CallFlaw.ArgumentsJson, $"the arguments are no strict JSON ({reason}): {ExchangeText.Quote(text)}", suspects);
    }

    private static CallFlaw Invalid(JsonElement arguments, DeclaredTool tool, ValidationResult verdict)
    {
        var error = verdict.Errors[0];
        var suspects = new List<string>();
        // The same arguments with words read as JSON would have been valid: the types were lost, not the sense.
        if (StringRestorer.Unquote(arguments) is { } unquoted && tool.Parameters!.Validate(unquoted).IsValid)
            suspects.Add("tc-args-stringified");
        else if (StringRestorer.Quote(arguments) is { } quoted && tool.Parameters!.Validate(quoted).IsValid)
            suspects.Add("tc-args-overcoerced");
        else
            suspects.Add("tc-schema-violations");
        return new(CallFlaw.ArgumentsValid, $"the arguments break the schema at \"{error.InstancePath}\": {error.Message} ({verdict.Errors.Count} errors): {ExchangeText.Quote(arguments.GetRawText())}", suspects);
    }

    private static bool Parses(JsonElement text)
    {
        try
        {
            return StrictJson.Parse(text.GetString()!).ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        }
        catch (StrictJsonException)
        {
            // A string that holds no JSON is a string.
            return false;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no text.
            return false;
        }
    }
}
