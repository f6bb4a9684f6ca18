using System.Text.Json;

namespace Kvv.Wire.Detection;

/// <summary>
/// What a request says, as far as it bears on judging the reply. A body that is no JSON object says nothing; then
/// <see cref="IsReadable"/> is false and rules that need the request are not applied.
/// </summary>
internal sealed class RequestFacts
{
    private readonly ChatRequest _request;
    private string? _strings;

    private RequestFacts(ChatRequest request) => _request = request;

    /// <summary>Whether the body could be read.</summary>
    public bool IsReadable { get; private set; }

    /// <summary>The model asked for.</summary>
    public string? Model { get; private set; }

    /// <summary>The output caps set, of <c>max_tokens</c> and <c>max_completion_tokens</c>; those that are positive integers.</summary>
    public List<long> Caps { get; } = [];

    /// <summary>Names of the tools declared in <c>tools</c>, in <c>functions</c>, and in <c>tools</c> of a message (dynamic tools).</summary>
    public HashSet<string> ToolNames { get; } = new(StringComparer.Ordinal);

    /// <summary>The <c>type</c>s of the declared tools (<c>function</c>, <c>builtin_function</c>).</summary>
    public HashSet<string> ToolTypes { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids of the tool calls in the history.</summary>
    public HashSet<string> CallIds { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether <c>tool_choice</c> (or <c>function_call</c>) names one tool.</summary>
    public bool NamesTool { get; private set; }

    /// <summary>Whether the request speaks of <c>functions</c>, the way of declaring tools before <c>tools</c>.</summary>
    public bool UsesFunctions { get; private set; }

    /// <summary>Whether stop strings are set: then an answer may end before its first character.</summary>
    public bool HasStops { get; private set; }

    /// <summary>Whether the last message is the assistant's own: a prefix to continue, which may need no more words.</summary>
    public bool EndsWithAssistant { get; private set; }

    /// <summary>Reads a request.</summary>
    public static RequestFacts Of(ChatRequest request)
    {
        var facts = new RequestFacts(request);
        if (RequestBody.TryParse(request) is not { } document)
            return facts;
        using (document)
        {
            try
            {
                facts.Read(document.RootElement);
                return facts;
            }
            catch (InvalidOperationException)
            {
                // A member name with the escape of a lone surrogate cannot be compared: what was read before it is forgotten.
                return new RequestFacts(request);
            }
        }
    }

    /// <summary>
    /// Whether the request itself holds a text, in any string or name of its JSON (escapes undone), or anywhere in a body that is
    /// no JSON: then a reply may hold it too. An echo is no leak.
    /// </summary>
    /// <param name="text">The text looked for, case and all.</param>
    public bool Mentions(ReadOnlySpan<char> text) => (_strings ??= RequestBody.Strings(_request)).AsSpan().Contains(text, StringComparison.Ordinal);

    /// <summary>
    /// Whether the request holds a stretch at least half as long as one of the reply: who is asked to repeat eighty bangs may
    /// miscount, but five thousand are no echo.
    /// </summary>
    /// <param name="text">A text of the reply.</param>
    /// <param name="start">Where the stretch starts.</param>
    /// <param name="length">Its length in characters.</param>
    public bool MentionsHalf(string text, int start, int length) => Mentions(text.AsSpan(start, (length + 1) / 2));

    private void Read(JsonElement body)
    {
        IsReadable = true;
        Model = Text(body, "model");
        foreach (var name in (ReadOnlySpan<string>)["max_tokens", "max_completion_tokens"])
        {
            if (body.TryGetProperty(name, out var cap) && cap.ValueKind == JsonValueKind.Number && cap.TryGetInt64(out var value) && value > 0)
                Caps.Add(value);
        }

        NamesTool = IsObject(body, "tool_choice") || IsObject(body, "function_call");
        HasStops = body.TryGetProperty("stop", out var stop)
            && (stop.ValueKind == JsonValueKind.String || (stop.ValueKind == JsonValueKind.Array && stop.GetArrayLength() > 0));
        foreach (var tool in Items(body, "tools"))
            ReadTool(tool);
        foreach (var function in Items(body, "functions"))
        {
            UsesFunctions = true;
            ReadName(function);
        }

        foreach (var message in Items(body, "messages"))
            ReadMessage(message);
    }

    private void ReadMessage(JsonElement message)
    {
        EndsWithAssistant = Text(message, "role") == "assistant";
        foreach (var tool in Items(message, "tools"))
            ReadTool(tool);
        foreach (var call in Items(message, "tool_calls"))
        {
            if (Text(call, "id") is { Length: > 0 } id)
                CallIds.Add(id);
        }
    }

    private void ReadTool(JsonElement tool)
    {
        if (Text(tool, "type") is { } type)
            ToolTypes.Add(type);
        if (tool.ValueKind == JsonValueKind.Object && tool.TryGetProperty("function", out var function))
            ReadName(function);
    }

    private void ReadName(JsonElement function)
    {
        if (Text(function, "name") is { } name)
            ToolNames.Add(name);
    }

    private static bool IsObject(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object;

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? RequestBody.Text(value) : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : default;
}
