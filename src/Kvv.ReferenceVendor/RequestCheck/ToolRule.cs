using System.Text.Json;

namespace Kvv.ReferenceVendor.RequestCheck;

/// <summary>Tool declarations, at the top level and (K3) inside content-less system messages: shape, names, no name twice.</summary>
internal sealed class ToolRule(SchemaCheck schemas) : IRequestRule
{
    public IEnumerable<Refusal> Examine(Candidate request)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (request.Body.Has("tools", out var tools))
        {
            foreach (var refusal in List(tools, "tools", request, names))
                yield return refusal;
        }

        var index = 0;
        foreach (var message in request.Body.Items("messages"))
        {
            var at = $"messages[{index++}].tools";
            if (!message.Has("tools", out var dynamic))
                continue;
            if (!request.Contract.Tools.Dynamic)
                yield return Wrong(at, "is not supported by this model");
            else if (message.Text("role") != "system")
                yield return Wrong(at, "is only allowed on system messages");
            else if (message.Has("content", out var content) && !Empty(content))
                yield return Wrong(at, "is only allowed on a system message without content");
            foreach (var refusal in List(dynamic, at, request, names))
                yield return refusal;
        }
    }

    private IEnumerable<Refusal> List(JsonElement tools, string at, Candidate request, HashSet<string> names)
    {
        if (tools.ValueKind != JsonValueKind.Array)
        {
            yield return Wrong(at, "must be an array");
            yield break;
        }

        var index = 0;
        foreach (var tool in tools.EnumerateArray())
        {
            foreach (var refusal in One(tool, $"{at}[{index}]", request, names))
                yield return refusal;
            index++;
        }
    }

    private IEnumerable<Refusal> One(JsonElement tool, string at, Candidate request, HashSet<string> names)
    {
        if (tool.ValueKind != JsonValueKind.Object || tool.Text("type") != "function")
        {
            yield return Wrong($"{at}.type", "must be 'function'");
            yield break;
        }

        if (!tool.Has("function", out var function) || function.ValueKind != JsonValueKind.Object)
        {
            yield return Wrong($"{at}.function", "must be an object");
            yield break;
        }

        var name = function.Text("name");
        if (name is null || !IsName(name, request.Contract.Tools.MaxNameLength))
            yield return Wrong($"{at}.function.name", $"must start with a letter or underscore, hold only letters, digits, '_' and '-', and have 1 to {request.Contract.Tools.MaxNameLength} characters");
        else if (!names.Add(name))
            yield return Wrong($"{at}.function.name", $"'{name}' is declared twice");
        if (function.Has("description", out var description) && description.ValueKind != JsonValueKind.String)
            yield return Wrong($"{at}.function.description", "must be a string");
        if (function.Has("strict", out var strict) && !strict.IsBoolean())
            yield return Wrong($"{at}.function.strict", "must be a boolean");
        if (!function.Has("parameters", out var parameters))
            yield break;
        if (parameters.ValueKind != JsonValueKind.Object)
            yield return Wrong($"{at}.function.parameters", "must be a JSON Schema object");
        else if (schemas.Problem(parameters, function.Flag("strict") == true && request.Contract.Tools.StrictIsMfjs) is { } problem)
            yield return Wrong($"{at}.function.parameters", problem, "invalid_schema");
    }

    private static bool Empty(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString()!.Length == 0,
        JsonValueKind.Array => content.GetArrayLength() == 0,
        _ => false,
    };

    private static bool IsName(string name, int longest) =>
        name.Length >= 1 && name.Length <= longest
        && (char.IsAsciiLetter(name[0]) || name[0] == '_')
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static Refusal Wrong(string at, string what, string code = "invalid_value") =>
        Refusal.Bad(BrokenRule.Tools, $"{at} {what}.", at, code);
}
