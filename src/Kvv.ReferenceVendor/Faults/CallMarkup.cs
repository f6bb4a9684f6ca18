using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults;

/// <summary>Tool calls as the model writes them, before a parser has had its turn.</summary>
internal static class CallMarkup
{
    public static string Of(IReadOnlyCollection<DraftCall> calls) => calls.Count == 0
        ? ""
        : "<|tool_calls_section_begin|>"
            + string.Concat(calls.Select(c => $"<|tool_call_begin|>{c.Id}<|tool_call_argument_begin|>{c.Arguments}<|tool_call_end|>"))
            + "<|tool_calls_section_end|>";
}
