namespace Kvv.Schemas;

/// <summary>One way in which an instance breaks its schema.</summary>
/// <param name="InstancePath">JSON Pointer to the offending value; empty for the whole instance.</param>
/// <param name="KeywordPath">JSON Pointer to the keyword that refused it, through every <c>$ref</c> on the way.</param>
/// <param name="Message">One sentence: what was expected and what was found.</param>
public sealed record ValidationError(string InstancePath, string KeywordPath, string Message);

/// <summary>Whether an instance conforms to a schema, and if not, why.</summary>
public sealed class ValidationResult
{
    internal static readonly ValidationResult Valid = new([], null);

    internal ValidationResult(IReadOnlyList<ValidationError> errors, string? limit)
    {
        Errors = errors;
        Limit = limit;
    }

    /// <summary>Whether the instance conforms. <see langword="false"/> also when a bound stopped the evaluation (<see cref="Limit"/>).</summary>
    public bool IsValid => Errors.Count == 0;

    /// <summary>The errors in the order of finding, at most <see cref="JsonSchemaOptions.MaxErrors"/>; empty when valid.</summary>
    public IReadOnlyList<ValidationError> Errors { get; }

    /// <summary>
    /// The bound that stopped the evaluation (steps, stack, pattern time, a reference loop), as one sentence; else
    /// <see langword="null"/>. The instance is then neither shown to conform nor to fail.
    /// </summary>
    public string? Limit { get; }
}
