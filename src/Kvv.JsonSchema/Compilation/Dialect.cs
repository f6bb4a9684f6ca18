namespace Kvv.Schemas;

/// <summary>The vocabularies of draft 2020-12 that change the outcome of a validation.</summary>
[Flags]
internal enum Vocabularies
{
    None = 0,
    Applicator = 1,
    Validation = 2,
    Unevaluated = 4,
    FormatAssertion = 8,
}

/// <summary>Which keywords count in a schema resource, as its meta-schema says.</summary>
/// <param name="Vocabularies">The vocabularies in force.</param>
internal sealed record Dialect(Vocabularies Vocabularies)
{
    /// <summary>The URI of the standard meta-schema.</summary>
    public const string StandardUri = "https://json-schema.org/draft/2020-12/schema";

    private const string VocabularyPrefix = "https://json-schema.org/draft/2020-12/vocab/";

    /// <summary>The standard dialect.</summary>
    public static Dialect Standard { get; } =
        new(Vocabularies.Applicator | Vocabularies.Validation | Vocabularies.Unevaluated);

    /// <summary>Whether a vocabulary is in force.</summary>
    public bool Has(Vocabularies vocabulary) => (Vocabularies & vocabulary) != 0;

    /// <summary>Whether a vocabulary is one of draft 2020-12, and what it switches on.</summary>
    public static bool TryRead(string uri, out Vocabularies vocabulary)
    {
        vocabulary = Vocabularies.None;
        if (!uri.StartsWith(VocabularyPrefix, StringComparison.Ordinal))
            return false;
        switch (uri[VocabularyPrefix.Length..])
        {
            case "applicator":
                vocabulary = Vocabularies.Applicator;
                return true;
            case "validation":
                vocabulary = Vocabularies.Validation;
                return true;
            case "unevaluated":
                vocabulary = Vocabularies.Unevaluated;
                return true;
            case "format-assertion":
                vocabulary = Vocabularies.FormatAssertion;
                return true;
            case "core" or "meta-data" or "content" or "format-annotation":
                return true;
            default:
                return false;
        }
    }
}
