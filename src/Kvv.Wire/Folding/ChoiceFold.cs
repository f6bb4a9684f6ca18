using Kvv.Wire.Detection;
using Kvv.Wire.Json;

namespace Kvv.Wire.Folding;

/// <summary>One choice, whole or growing by deltas.</summary>
internal sealed class ChoiceFold(int? index, AnomalyLog log, bool streamed)
{
    private readonly ToolCallListFold _toolCalls = new(log, streamed);
    private TextBuffer? _content;
    private TextBuffer? _reasoning;
    private TextBuffer? _refusal;
    private string? _reasoningField;
    private string? _role;
    private LogprobsFold? _logprobs;
    private bool _started;

    public int? Index => index;

    public string? FinishReason { get; private set; }

    /// <summary>Whether any content, reasoning, refusal or tool call has arrived.</summary>
    public bool HasText { get; private set; }

    /// <summary>What the last delta did, when that was to append one string to one text.</summary>
    public TextGrowth? LastGrowth { get; private set; }

    /// <summary>Reads the message of a whole reply, or one delta of a stream.</summary>
    public void ReadMessage(JsonValue message)
    {
        JsonValue role = default, content = default, reasoningContent = default, reasoning = default, refusal = default, toolCalls = default;
        foreach (var member in message.Members)
        {
            switch (member.Name)
            {
                case WireName.Content:
                    content = member.Value;
                    break;
                case WireName.ReasoningContent:
                    reasoningContent = member.Value;
                    break;
                case WireName.Reasoning:
                    reasoning = member.Value;
                    break;
                case WireName.Role:
                    role = member.Value;
                    break;
                case WireName.ToolCalls:
                    toolCalls = member.Value;
                    break;
                case WireName.Refusal:
                    refusal = member.Value;
                    break;
            }
        }

        var finished = FinishReason is not null;
        ReadRole(role);
        var hasContent = ReadContent(content);
        var hasReasoning = ReadReasoning(reasoningContent, reasoning);
        var hasRefusal = ReadText(refusal, "refusal", ref _refusal);
        var hasCalls = _toolCalls.Read(toolCalls);
        if (streamed && hasContent && hasReasoning)
            log.Add(AnomalyKinds.DeltaMixesChannels, "One delta carries content and reasoning.", message.Raw);
        LastGrowth = hasContent == hasReasoning || !role.IsNothing || !refusal.IsNothing || !toolCalls.IsNothing ? null
            : hasContent ? Growth(content, _content) : Growth(reasoningContent.HasText ? reasoningContent : reasoning, _reasoning);
        if (!(hasContent || hasReasoning || hasRefusal || hasCalls))
            return;
        HasText = true;
        if (finished)
            log.Add(AnomalyKinds.ContentAfterFinish, $"Text or calls follow the finish reason '{FinishReason}'.", message.Raw);
    }

    /// <summary>Reads <c>finish_reason</c>.</summary>
    public void ReadFinish(JsonValue finish)
    {
        if (!Expect.IsString(finish, "finish_reason", log))
            return;
        if (finish.IsEmptyText)
        {
            log.Add(AnomalyKinds.FinishEmpty, "finish_reason is the empty string.");
            return;
        }

        var reason = finish.Text;
        if (FinishReason is not null)
            log.Add(AnomalyKinds.FinishRepeated, $"A second finish reason follows '{FinishReason}'.", finish.Raw);
        else if (streamed && !IsKnown(reason))
            log.Add(AnomalyKinds.FinishUnknown, "The finish reason is no word of the API.", finish.Raw);
        FinishReason ??= reason;
    }

    /// <summary>Reads <c>logprobs</c>.</summary>
    public void ReadLogprobs(JsonValue logprobs)
    {
        if (Expect.IsObject(logprobs, "logprobs", log))
            (_logprobs ??= new(streamed)).Read(logprobs);
    }

    /// <summary>The choice as it stands, after reporting what it lacks.</summary>
    public ReplyChoice Finish()
    {
        if (FinishReason is null && streamed)
            log.Add(AnomalyKinds.FinishMissing, index is { } number ? $"Choice {number} has no finish reason." : "A choice has no finish reason.");
        return new()
        {
            Index = index,
            Role = _role,
            Content = _content?.ToString(),
            Reasoning = _reasoning?.ToString(),
            ReasoningField = _reasoningField,
            Refusal = _refusal?.ToString(),
            ToolCalls = _toolCalls.Finish(),
            FinishReason = FinishReason,
            Logprobs = _logprobs?.ToJson(),
        };
    }

    private static TextGrowth? Growth(JsonValue value, TextBuffer? text) =>
        value.IsString && !value.IsEscaped && text is not null ? new(text, value.Start, value.Inner.Length) : null;

    private static bool IsKnown(string reason) =>
        reason is FinishReasons.Stop or FinishReasons.Length or FinishReasons.ToolCalls or FinishReasons.ContentFilter or FinishReasons.FunctionCall
        || FinishReasons.BrokenOff.Contains(reason);

    private void ReadRole(JsonValue role)
    {
        var first = !_started;
        _started = true;
        if (role.IsNothing)
        {
            if (first && streamed)
                log.Add(AnomalyKinds.RoleMissing, "The first delta of a choice has no role.");
            return;
        }

        if (!Expect.IsString(role, "role", log))
            return;
        if (role.IsEmptyText && streamed)
            log.Add(AnomalyKinds.RoleEmpty, "role is the empty string.");
        if (!first)
            log.Add(AnomalyKinds.RoleRepeated, "A later delta carries a role.", role.Raw);
        _role ??= role.Text;
    }

    private bool ReadContent(JsonValue content)
    {
        if (!content.IsArray)
            return ReadText(content, "content", ref _content);
        var any = false;
        _content ??= new();
        foreach (var part in content.Items)
        {
            // Some makers give content as text parts; they are joined, anything else is reported.
            if (part.IsObject && part[WireName.Text].IsString)
                any |= ReadText(part[WireName.Text], "text", ref _content);
            else
                Expect.Report(part, "a text part", "An item of content", log);
        }

        return any;
    }

    private bool ReadReasoning(JsonValue reasoningContent, JsonValue reasoning)
    {
        if (reasoningContent.HasText && reasoning.HasText)
            log.Add(AnomalyKinds.ReasoningBothFields, "reasoning_content and reasoning both carry text.");
        var first = ReadReasoningField(reasoningContent, "reasoning_content");
        return ReadReasoningField(reasoning, "reasoning") || first;
    }

    // The field that carried text first is read to the end; joining the other one would double the text.
    private bool ReadReasoningField(JsonValue value, string field)
    {
        if (!Expect.IsString(value, field, log))
            return false;
        if (_reasoningField is not null && _reasoningField != field && _reasoning is { Length: > 0 })
        {
            if (value.HasText)
                log.Add(AnomalyKinds.ReasoningBothFields, $"Reasoning appears in {field} after {_reasoningField}.");
            return value.HasText;
        }

        if (_reasoningField is null || value.HasText)
            _reasoningField = field;
        return ReadText(value, field, ref _reasoning);
    }

    private bool ReadText(JsonValue value, string name, ref TextBuffer? buffer)
    {
        if (!Expect.IsString(value, name, log))
            return false;
        buffer ??= new();
        if (!buffer.Append(value.Inner, value.IsEscaped) && streamed)
            log.Add(AnomalyKinds.StreamSplitSurrogate, $"A delta's {name} holds half of a surrogate pair.", value.Raw);
        return !value.IsEmptyText;
    }
}
