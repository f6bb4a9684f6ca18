using System.Text;
using System.Text.Json;
using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.Schemas;

namespace Kvv.ReferenceVendor.Mind.Tools;

/// <summary>
/// The turn after a tool result: calls the next tool the user named and that was not called yet, or answers from the results.
/// </summary>
internal sealed class ToolLoopResponder(ISchemaKnowledge schemas) : IResponder
{
    private readonly ArgumentWriter _arguments = new(schemas);

    public Draft? Answer(Scene scene)
    {
        var turns = scene.Call.Turns;
        if (turns.Count == 0 || turns.FindLast(t => t.Role != "system") is not { Role: "tool" } || scene.Call.Choice.Forces)
            return null;
        var since = turns.Skip(turns.FindLastIndex(t => t.Role == "user") + 1).ToList();
        var called = since.SelectMany(t => t.Calls).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        if (scene.Call.Choice.Freedom != ToolFreedom.None
            && scene.Call.AllTools.FirstOrDefault(t => ToolMatch.Mentions(t, scene.Ask) && !called.Contains(t.Name)) is { } next)
        {
            var draft = new Draft();
            draft.Calls.Add(new() { Name = next.Name, Arguments = _arguments.Write(next, scene.Ask, several: false)[0] });
            return draft;
        }

        if (scene.Call.Shape.IsJson)
            return null;
        var calls = since.SelectMany(t => t.Calls).ToList();
        var names = calls.ToLookup(c => c.Id, c => c.Name);
        var text = new StringBuilder();
        // The prompt has the results in the order of their calls, however they came.
        foreach (var result in since.Where(t => t.Role == "tool").OrderBy(t => calls.FindIndex(c => c.Id == t.CallId)))
        {
            text.Append(text.Length == 0 ? "" : " ").Append("The result of ").Append(names[result.CallId ?? ""].FirstOrDefault() ?? "the tool").Append(" is: ")
                .Append(Plain(result.Text)).Append('.');
        }

        return Draft.Saying(text.ToString());
    }

    /// <summary>A JSON result as <c>name value</c> pairs; any other text as it is.</summary>
    private static string Plain(string result)
    {
        try
        {
            using var document = JsonDocument.Parse(result);
            return Flat(document.RootElement);
        }
        catch (JsonException)
        {
            // Tools may answer in plain words.
            return result.Length == 0 ? "nothing" : result.TrimEnd('.', ' ', '\n');
        }
    }

    private static string Flat(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(p => $"{p.Name} {Flat(p.Value)}")),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Flat)),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
