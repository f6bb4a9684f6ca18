namespace Kvv.Schemas;

/// <summary>How much of the rules is asked for; the names are those of Moonshot's validator.</summary>
public enum MfjsLevel
{
    /// <summary>Every rule. The default of Moonshot's validator.</summary>
    Ultra,

    /// <summary>Without the keyword lists, ranges, sibling rules and the finer checks of <c>type</c> and <c>required</c>.</summary>
    Strict,

    /// <summary>As <see cref="Strict"/>, and type arrays and reserved property names are not looked at.</summary>
    Lite,
}

/// <summary>One way in which a text is no MFJS schema.</summary>
/// <param name="RuleId">The rule, from <see cref="MfjsRules"/>.</param>
/// <param name="Path">JSON Pointer to the offending schema or keyword; empty for the root.</param>
/// <param name="Sentence">What is wrong.</param>
public sealed record MfjsViolation(string RuleId, string Path, string Sentence);

/// <summary>
/// The rules of Moonshot-flavoured JSON Schema and their limits, as Moonshot's public validator (MoonshotAI/walle, v0.1.13)
/// applies them at its default level.
/// </summary>
public static class MfjsRules
{
    /// <summary>The text is strict JSON.</summary>
    public const string Json = "MFJS-R00";

    /// <summary>The root is an object; <c>{}</c> allows anything.</summary>
    public const string Root = "MFJS-R01";

    /// <summary><c>type</c> is one of seven names or a non-empty array of distinct ones.</summary>
    public const string Type = "MFJS-R02";

    /// <summary><c>type</c> does not stand beside <c>anyOf</c> or <c>$ref</c>.</summary>
    public const string TypeBesideReference = "MFJS-R03";

    /// <summary>Several types allow no further keyword but <c>title</c>, <c>description</c> and, with two types, <c>enum</c>.</summary>
    public const string SeveralTypes = "MFJS-R04";

    /// <summary><c>enum</c> is a non-empty array of values of its <c>type</c>; with two types, one is null and the other scalar.</summary>
    public const string Enum = "MFJS-R05";

    /// <summary><c>$defs</c> and <c>$id</c> stand only at the root; <c>$id</c> is a string.</summary>
    public const string RootOnly = "MFJS-R06";

    /// <summary>Beside <c>anyOf</c> or <c>$ref</c> stand only <c>title</c> and <c>description</c>, and beside <c>$ref</c> only if its target lacks them.</summary>
    public const string Siblings = "MFJS-R07";

    /// <summary>A branch of <c>anyOf</c> repeats no keyword of the schema around it; it is a non-empty array of objects.</summary>
    public const string AnyOf = "MFJS-R08";

    /// <summary><c>$ref</c> is <c>#</c> or leads to a schema under <c>#/$defs/</c>.</summary>
    public const string Reference = "MFJS-R09";

    /// <summary>Recursion ends somewhere along the required properties.</summary>
    public const string Recursion = "MFJS-R10";

    /// <summary><c>$defs</c> is an object of schemas with non-empty names; no key inside it holds a slash.</summary>
    public const string Definitions = "MFJS-R11";

    /// <summary><c>properties</c> is an object of schemas; some names are reserved, the empty name is none.</summary>
    public const string Properties = "MFJS-R12";

    /// <summary><c>required</c> lists distinct declared properties of a schema of type object.</summary>
    public const string Required = "MFJS-R13";

    /// <summary>Bounds are numbers of the right kind, and the lower is not above the upper.</summary>
    public const string Ranges = "MFJS-R14";

    /// <summary><c>items</c>, <c>additionalProperties</c>, <c>description</c>, <c>title</c> and <c>pattern</c> have their shapes.</summary>
    public const string Shapes = "MFJS-R15";

    /// <summary>Only the keywords of MFJS are used.</summary>
    public const string Keyword = "MFJS-K01";

    /// <summary>Only keywords of the schema's own type are used.</summary>
    public const string KeywordOfType = "MFJS-K02";

    /// <summary>At most 1,000 values in an <c>enum</c>.</summary>
    public const string EnumItems = "MFJS-L01";

    /// <summary>At most 75,000 characters in the values of an <c>enum</c> of more than 2,500 values.</summary>
    public const string EnumLength = "MFJS-L02";

    /// <summary>At most 500 branches in an <c>anyOf</c>.</summary>
    public const string AnyOfBranches = "MFJS-L03";

    /// <summary>At most 30 levels of <c>properties</c>, through references.</summary>
    public const string Depth = "MFJS-L04";

    /// <summary>At most 120,000 bytes of compact UTF-8.</summary>
    public const string Size = "MFJS-L05";

    /// <summary>At most 3,000 property names in all.</summary>
    public const string PropertyKeys = "MFJS-L06";
}
