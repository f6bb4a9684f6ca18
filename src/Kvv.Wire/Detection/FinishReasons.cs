using System.Collections.Frozen;

namespace Kvv.Wire.Detection;

/// <summary>The finish reasons of the chat completions interface, and those by which a server says that it broke off.</summary>
internal static class FinishReasons
{
    public const string Stop = "stop";
    public const string Length = "length";
    public const string ToolCalls = "tool_calls";
    public const string ContentFilter = "content_filter";

    /// <summary>What <c>tool_calls</c> was called when tools were <c>functions</c>.</summary>
    public const string FunctionCall = "function_call";

    /// <summary>Moonshot's own servers end broken answers with these (streaming wire specification, frame rules P0-01); <c>error</c> is OpenRouter's.</summary>
    public static readonly FrozenSet<string> BrokenOff = FrozenSet.ToFrozenSet(
        ["unexpected_state", "malformed_byte_sequence", "engine_overloaded", "server_interrupted", "repeat", "unknown", "error"], StringComparer.Ordinal);
}
