namespace Kvv.Conformance.Profiles;

/// <summary>The thinking efforts a model knows.</summary>
public sealed record EffortContract
{
    /// <summary>The accepted values, from the least effort to the most.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>The effort of a request that names none; one of <see cref="Values"/>.</summary>
    public required string Default { get; init; }
}
