using System.Text.RegularExpressions;
using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.StructuredOutput;

/// <summary><c>so-nonascii-property</c>: Property names beyond ASCII make the reply run away in blanks until length.</summary>
internal sealed partial class NonAsciiProperty : IStructuredOutputFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        var asked = scene.Call.Shape.Schema is { } schema && Beyond(schema.GetRawText());
        if (asked && draft.Calls.Count == 0)
            (draft.Content, draft.FinishReason) = ("{" + new string(' ', 600), "length");
        foreach (var call in draft.Calls.Where(c => scene.Call.AllTools.Any(t => t.Name == c.Name && t.Parameters is { } p && Beyond(p.GetRawText()))))
            (call.Arguments, draft.FinishReason) = ("{" + new string(' ', 600), "length");
    }

    /// <summary>A member name of the schema, written out or escaped, lies beyond ASCII.</summary>
    private static bool Beyond(string schema) => Name().IsMatch(schema);

    [GeneratedRegex("""\"[^\"]*(?:[^\x00-\x7F]|\\u[0-9a-fA-F]{4})[^\"]*\"\s*:""")]
    private static partial Regex Name();
}
