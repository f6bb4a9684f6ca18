using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>Where schema documents come from that a schema refers to by an absolute URI. Nothing is fetched unless this does it.</summary>
public interface ISchemaResolver
{
    /// <summary>The document behind a URI, or <see langword="null"/> when this resolver does not have it.</summary>
    /// <param name="uri">An absolute URI without fragment.</param>
    JsonElement? Resolve(Uri uri);
}

/// <summary>How a schema is compiled and what bounds its use.</summary>
public sealed record JsonSchemaOptions
{
    /// <summary>Supplies documents behind references that leave the schema; the draft 2020-12 meta-schemas are built in.</summary>
    public ISchemaResolver? Resolver { get; init; }

    /// <summary>
    /// Whether <c>format</c> is asserted. Off unless told: it is an annotation in draft 2020-12 (Validation 7.2). A meta-schema
    /// that lists the format-assertion vocabulary turns it on for its schemas.
    /// </summary>
    public bool AssertFormat { get; init; }

    /// <summary>The absolute URI that relative references start from when the schema has no absolute <c>$id</c>.</summary>
    public Uri BaseUri { get; init; } = new("schema:///root");

    /// <summary>The longest time for one match of a pattern that cannot be decided by a finite automaton; one second unless told.</summary>
    public TimeSpan PatternTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many schema applications one validation may take; 5 million (about a second) unless told.</summary>
    public long MaxSteps { get; init; } = 5_000_000;

    /// <summary>How many errors one validation reports at most; 100 unless told.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>The deepest nesting of a schema given as text; 256 unless told.</summary>
    public int MaxDepth { get; init; } = 256;
}
