using System.Text.Json;

namespace Kvv.ReferenceVendor.RequestCheck;

/// <summary>The messages: a non-empty list of objects with known roles and the members their role needs.</summary>
internal sealed class MessageRule : IRequestRule
{
    private static readonly string[] Roles = ["system", "user", "assistant", "tool"];

    public IEnumerable<Refusal> Examine(Candidate request)
    {
        if (!request.Body.Has("messages", out var messages) || messages.ValueKind != JsonValueKind.Array)
        {
            yield return Refusal.Bad(BrokenRule.Messages, "The member 'messages' is required and must be an array.", "messages", "missing_required_parameter");
            yield break;
        }

        if (messages.GetArrayLength() == 0)
            yield return Refusal.Bad(BrokenRule.Messages, "The array 'messages' must not be empty.", "messages", "empty_array");
        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            foreach (var refusal in One(message, $"messages[{index}]", request))
                yield return refusal;
            index++;
        }
    }

    private static IEnumerable<Refusal> One(JsonElement message, string at, Candidate request)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            yield return Wrong(at, "must be an object");
            yield break;
        }

        var role = message.Text("role");
        if (role is null || !Roles.Contains(role))
        {
            yield return Wrong($"{at}.role", "must be one of system, user, assistant, tool");
            yield break;
        }

        if (message.Has("name", out var name) && name.ValueKind != JsonValueKind.String)
            yield return Wrong($"{at}.name", "must be a string");
        foreach (var field in (string[])["reasoning_content", "reasoning"])
        {
            if (message.Has(field, out var reasoning) && reasoning.ValueKind != JsonValueKind.String)
                yield return Wrong($"{at}.{field}", "must be a string");
        }

        if (message.Has("tool_calls", out _) && role != "assistant")
            yield return Wrong($"{at}.tool_calls", "is only allowed on assistant messages");
        if (role == "tool" && string.IsNullOrEmpty(message.Text("tool_call_id")))
            yield return Wrong($"{at}.tool_call_id", "is required on tool messages");
        if (MissingContent(message, role))
            yield return Wrong($"{at}.content", $"must not be empty for the role '{role}'");
        if (request.Contract.Thinking.EchoRequired && request.Thinking && role == "assistant"
            && message.Items("tool_calls").Any() && string.IsNullOrEmpty(message.Text("reasoning_content") ?? message.Text("reasoning")))
        {
            yield return Refusal.Bad(BrokenRule.Thinking, $"thinking is enabled but reasoning_content is missing in assistant tool call message at {at}.", $"{at}.reasoning_content", "missing_reasoning");
        }
    }

    /// <summary>Who may say nothing: an assistant that called or thought, a tool, and a system message that declares tools.</summary>
    private static bool MissingContent(JsonElement message, string role)
    {
        var absent = !message.Has("content", out var content);
        var empty = absent || (content.ValueKind == JsonValueKind.String && content.GetString()!.Length == 0);
        return role switch
        {
            "user" => empty,
            "system" => absent && !message.Has("tools", out _),
            "assistant" => absent && !message.Items("tool_calls").Any() && !message.Has("reasoning_content", out _) && !message.Has("reasoning", out _),
            _ => false,
        };
    }

    private static Refusal Wrong(string at, string what) => Refusal.Bad(BrokenRule.Messages, $"{at} {what}.", at);
}
