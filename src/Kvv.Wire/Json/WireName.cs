namespace Kvv.Wire.Json;

/// <summary>The member names that replies are read by. Known once a token, they make every later comparison one of numbers.</summary>
internal enum WireName : byte
{
    /// <summary>Any other name.</summary>
    Other,
    Arguments,
    CachedTokens,
    Choices,
    Code,
    CompletionTokens,
    CompletionTokensDetails,
    Content,
    Created,
    Delta,
    Error,
    FinishReason,
    Function,
    Id,
    Index,
    Logprobs,
    Message,
    Model,
    Name,
    Object,
    Param,
    PromptTokens,
    PromptTokensDetails,
    Reasoning,
    ReasoningContent,
    ReasoningTokens,
    Refusal,
    Role,
    Stream,
    SystemFingerprint,
    Text,
    ToolCalls,
    TotalTokens,
    Type,
    Usage,
}

/// <summary>Tells member names.</summary>
internal static class WireNames
{
    /// <summary>The name that these bytes spell without escapes.</summary>
    public static WireName Of(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => Match(name, "id"u8, WireName.Id),
        4 => name[0] switch
        {
            (byte)'c' => Match(name, "code"u8, WireName.Code),
            (byte)'n' => Match(name, "name"u8, WireName.Name),
            (byte)'r' => Match(name, "role"u8, WireName.Role),
            _ => name[1] == 'e' ? Match(name, "text"u8, WireName.Text) : Match(name, "type"u8, WireName.Type),
        },
        5 => name[0] switch
        {
            (byte)'d' => Match(name, "delta"u8, WireName.Delta),
            (byte)'e' => Match(name, "error"u8, WireName.Error),
            (byte)'i' => Match(name, "index"u8, WireName.Index),
            (byte)'m' => Match(name, "model"u8, WireName.Model),
            (byte)'p' => Match(name, "param"u8, WireName.Param),
            _ => Match(name, "usage"u8, WireName.Usage),
        },
        6 => name[0] == 'o' ? Match(name, "object"u8, WireName.Object) : Match(name, "stream"u8, WireName.Stream),
        7 => name[0] switch
        {
            (byte)'m' => Match(name, "message"u8, WireName.Message),
            (byte)'r' => Match(name, "refusal"u8, WireName.Refusal),
            _ => name[1] switch
            {
                (byte)'h' => Match(name, "choices"u8, WireName.Choices),
                (byte)'r' => Match(name, "created"u8, WireName.Created),
                _ => Match(name, "content"u8, WireName.Content),
            },
        },
        8 => name[0] == 'f' ? Match(name, "function"u8, WireName.Function) : Match(name, "logprobs"u8, WireName.Logprobs),
        9 => name[0] == 'a' ? Match(name, "arguments"u8, WireName.Arguments) : Match(name, "reasoning"u8, WireName.Reasoning),
        10 => Match(name, "tool_calls"u8, WireName.ToolCalls),
        12 => Match(name, "total_tokens"u8, WireName.TotalTokens),
        13 => name[0] switch
        {
            (byte)'c' => Match(name, "cached_tokens"u8, WireName.CachedTokens),
            (byte)'f' => Match(name, "finish_reason"u8, WireName.FinishReason),
            _ => Match(name, "prompt_tokens"u8, WireName.PromptTokens),
        },
        16 => Match(name, "reasoning_tokens"u8, WireName.ReasoningTokens),
        17 => name[0] == 'c' ? Match(name, "completion_tokens"u8, WireName.CompletionTokens) : Match(name, "reasoning_content"u8, WireName.ReasoningContent),
        18 => Match(name, "system_fingerprint"u8, WireName.SystemFingerprint),
        21 => Match(name, "prompt_tokens_details"u8, WireName.PromptTokensDetails),
        25 => Match(name, "completion_tokens_details"u8, WireName.CompletionTokensDetails),
        _ => WireName.Other,
    };

    private static WireName Match(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text, WireName known) => name.SequenceEqual(text) ? known : WireName.Other;
}
