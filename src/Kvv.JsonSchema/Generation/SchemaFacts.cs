namespace Kvv.Schemas;

/// <summary>What one schema says, keyword by keyword, as the generator reads it. An absent keyword is <see langword="null"/> or empty.</summary>
internal sealed record SchemaFacts
{
    public bool IsFalse { get; init; }

    public bool HasReference { get; init; }

    public bool HasDynamicReference { get; init; }

    public Kinds? Type { get; init; }

    public Value? Const { get; init; }

    public IReadOnlyList<Value>? Enum { get; init; }

    public ExactNumber? Minimum { get; init; }

    public ExactNumber? Maximum { get; init; }

    public ExactNumber? ExclusiveMinimum { get; init; }

    public ExactNumber? ExclusiveMaximum { get; init; }

    public ExactNumber? MultipleOf { get; init; }

    public long? MinLength { get; init; }

    public long? MaxLength { get; init; }

    public EcmaPattern? Pattern { get; init; }

    public string? Format { get; init; }

    public long? MinItems { get; init; }

    public long? MaxItems { get; init; }

    public bool UniqueItems { get; init; }

    public IReadOnlyList<SchemaLocation> PrefixItems { get; init; } = [];

    public SchemaLocation? Items { get; init; }

    public SchemaLocation? Contains { get; init; }

    public long MinContains { get; init; } = 1;

    public long? MaxContains { get; init; }

    public IReadOnlyDictionary<string, SchemaLocation> Properties { get; init; } = new Dictionary<string, SchemaLocation>();

    public IReadOnlyList<(EcmaPattern Pattern, SchemaLocation Schema)> PatternProperties { get; init; } = [];

    public SchemaLocation? AdditionalProperties { get; init; }

    public IReadOnlyList<string> Required { get; init; } = [];

    public long? MinProperties { get; init; }

    public long? MaxProperties { get; init; }

    public SchemaLocation? PropertyNames { get; init; }

    public IReadOnlyDictionary<string, string[]> DependentRequired { get; init; } = new Dictionary<string, string[]>();

    public IReadOnlyDictionary<string, SchemaLocation> DependentSchemas { get; init; } = new Dictionary<string, SchemaLocation>();

    public IReadOnlyList<SchemaLocation> AllOf { get; init; } = [];

    public IReadOnlyList<SchemaLocation> AnyOf { get; init; } = [];

    public IReadOnlyList<SchemaLocation> OneOf { get; init; } = [];

    public SchemaLocation? Not { get; init; }

    public SchemaLocation? If { get; init; }

    public SchemaLocation? Then { get; init; }

    public SchemaLocation? Else { get; init; }

    public SchemaLocation? UnevaluatedItems { get; init; }

    public SchemaLocation? UnevaluatedProperties { get; init; }

    /// <summary>Whether the schema says anything about the members of an object.</summary>
    public bool SaysMembers => Properties.Count > 0 || PatternProperties.Count > 0 || AdditionalProperties is not null;
}
