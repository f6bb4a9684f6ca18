using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-args-cut-at-literal</c>: A value ends where it spells one of the format's own markers.</summary>
internal sealed class ArgumentsCutAtLiteral : IToolCallFault
{
    private static readonly string[] Ends = ["</", "<|"];

    private static string Cut(string text)
    {
        var at = Ends.Select(e => text.IndexOf(e, StringComparison.Ordinal)).Where(i => i >= 0).DefaultIfEmpty(text.Length).Min();
        return text[..at];
    }

    public void Alter(Draft draft, FaultScene scene)
    {
        foreach (var call in draft.Calls)
            call.Arguments = ArgumentEdit.Texts(call.Arguments, Cut);
    }
}
