using System.Collections.Frozen;

namespace Kvv.Wire.Folding;

/// <summary>The words a finish reason may be.</summary>
internal static class FinishReasons
{
    /// <summary>
    /// The five of the OpenAI API, and six that Kimi's own API uses for a reply that failed after it began (from the
    /// community's write-up of its stream format). All other spellings are an engine's inner codes.
    /// </summary>
    public static FrozenSet<string> Known { get; } = FrozenSet.ToFrozenSet(
        [
            "stop", "length", "tool_calls", "content_filter", "function_call",
            "unexpected_state", "malformed_byte_sequence", "engine_overloaded", "server_interrupted", "repeat", "unknown",
        ],
        StringComparer.Ordinal);
}
