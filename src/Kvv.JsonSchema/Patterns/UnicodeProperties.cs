using System.Collections.Concurrent;
using System.Globalization;

namespace Kvv.Schemas;

/// <summary>
/// Unicode property escapes of ECMA-262 that the framework's own character data decides: every general category by its short and
/// long names, and <c>Any</c>, <c>ASCII</c>, <c>Assigned</c>, <c>ASCII_Hex_Digit</c>. Scripts are not known to the framework.
/// </summary>
internal static class UnicodeProperties
{
    private static readonly ConcurrentDictionary<string, CodePointSet> Known = new(StringComparer.Ordinal);

    // ECMA-262, table of values for General_Category; the names are those of PropertyValueAliases.txt.
    private static readonly Dictionary<string, string> Categories = Names(
        "Lu=Uppercase_Letter", "Ll=Lowercase_Letter", "Lt=Titlecase_Letter", "Lm=Modifier_Letter", "Lo=Other_Letter",
        "Mn=Nonspacing_Mark", "Mc=Spacing_Mark", "Me=Enclosing_Mark", "Nd=Decimal_Number=digit", "Nl=Letter_Number",
        "No=Other_Number", "Pc=Connector_Punctuation", "Pd=Dash_Punctuation", "Ps=Open_Punctuation", "Pe=Close_Punctuation",
        "Pi=Initial_Punctuation", "Pf=Final_Punctuation", "Po=Other_Punctuation", "Sm=Math_Symbol", "Sc=Currency_Symbol",
        "Sk=Modifier_Symbol", "So=Other_Symbol", "Zs=Space_Separator", "Zl=Line_Separator", "Zp=Paragraph_Separator",
        "Cc=Control=cntrl", "Cf=Format", "Cs=Surrogate", "Co=Private_Use", "Cn=Unassigned",
        "L=Letter", "M=Mark=Combining_Mark", "N=Number", "P=Punctuation=punct", "S=Symbol", "Z=Separator", "C=Other", "LC=Cased_Letter");

    private static readonly string[] ShortNames =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd",
        "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    /// <summary>The set behind the text between the braces of <c>\p{…}</c>, or <see langword="null"/> when it is not known here.</summary>
    public static CodePointSet? Find(string expression)
    {
        var equals = expression.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0)
        {
            if (expression[..equals] is not ("General_Category" or "gc"))
                return null;
            expression = expression[(equals + 1)..];
            return Categories.TryGetValue(expression, out var named) ? Category(named) : null;
        }

        if (Categories.TryGetValue(expression, out var category))
            return Category(category);
        return expression switch
        {
            "Any" => CodePointSet.All,
            "ASCII" => CodePointSet.Of((0, 0x7F)),
            "Assigned" => Category("Cn").Complement(),
            "ASCII_Hex_Digit" or "AHex" => CodePointSet.Of(('0', '9'), ('A', 'F'), ('a', 'f')),
            _ => null,
        };
    }

    private static CodePointSet Category(string shortName) => Known.GetOrAdd(shortName, static name =>
        CodePointSet.Of(Enumerable.Range(0, CodePointSet.Last + 1)
            .Where(codePoint => Belongs(ShortNames[(int)CharUnicodeInfo.GetUnicodeCategory(codePoint)], name))
            .Select(codePoint => (codePoint, codePoint))));

    private static bool Belongs(string category, string name) =>
        name == "LC" ? category is "Lu" or "Ll" or "Lt" : category.StartsWith(name, StringComparison.Ordinal);

    private static Dictionary<string, string> Names(params string[] lines)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines.Select(line => line.Split('=')))
        {
            foreach (var name in line)
                names[name] = line[0];
        }

        return names;
    }
}
