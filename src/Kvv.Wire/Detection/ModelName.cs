using System.Text.RegularExpressions;

namespace Kvv.Wire.Detection;

/// <summary>Tells another spelling of a model's name from the name of another model.</summary>
internal static partial class ModelName
{
    // The embedded endpoint of this suite marks what it is not (design: it is honest about what it is).
    private const string ReferenceMark = "-reference";

    /// <summary>
    /// Whether a reply by one name may answer a request for the other: the same but for case; with a vendor's path before it
    /// (<c>moonshotai/</c>) on one side only; with a date behind it (<c>-0905</c>, <c>-2025-09-05-preview</c>) on one side only;
    /// with a router's variant (<c>:free</c>) on one side only; or this suite's own reference endpoint. A name that ends in <c>latest</c>
    /// asks for whatever is newest.
    /// </summary>
    /// <param name="served">The reply's model.</param>
    /// <param name="asked">The request's model.</param>
    public static bool MayAnswerFor(string served, string asked)
    {
        var (its, wanted) = (Split(served), Split(asked));
        if (BothButOther(its.Path, wanted.Path) || BothButOther(its.Variant, wanted.Variant))
            return false;
        var name = its.Name;
        if (name.EndsWith(ReferenceMark, StringComparison.Ordinal) && !wanted.Name.EndsWith(ReferenceMark, StringComparison.Ordinal))
            name = name[..^ReferenceMark.Length];
        return wanted.Name.EndsWith("latest", StringComparison.OrdinalIgnoreCase)
            || Same(name, wanted.Name)
            || Same(WithoutDate(name), wanted.Name)
            || Same(name, WithoutDate(wanted.Name));
    }

    private static bool BothButOther(string a, string b) => a.Length > 0 && b.Length > 0 && !Same(a, b);

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static (string Path, string Name, string Variant) Split(string model)
    {
        var slash = model.LastIndexOf('/');
        var name = model[(slash + 1)..];
        var colon = name.IndexOf(':');
        return (slash < 0 ? "" : model[..slash], colon > 0 ? name[..colon] : name, colon > 0 ? name[(colon + 1)..] : "");
    }

    private static string WithoutDate(string name) => Date().Replace(name, "");

    [GeneratedRegex(@"[-@]((19|20)\d\d-?[01]\d-?[0-3]\d|\d{2}[01]\d[0-3]\d|[01]\d[0-3]\d)(-preview)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}
