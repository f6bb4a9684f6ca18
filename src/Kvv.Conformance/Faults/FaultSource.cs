namespace Kvv.Conformance.Faults;

/// <summary>Where a fault was reported.</summary>
public sealed record FaultSource
{
    /// <summary>A GitHub thread as <c>owner/repository#number</c>, or the name of a page.</summary>
    public required string Reference { get; init; }

    /// <summary>When, as <c>yyyy</c>, <c>yyyy-mm</c> or <c>yyyy-mm-dd</c>; <see langword="null"/> when the source has no date.</summary>
    public string? Date { get; init; }

    /// <summary>Address of the source, https only; <see langword="null"/> when it has none that is stable.</summary>
    public Uri? Url { get; init; }

    /// <summary>What sets this source apart: another model, a host, a later period; <see langword="null"/> for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The source on one line, for example <c>vllm-project/vllm#51412 (2026-08)</c>.</summary>
    public override string ToString()
    {
        var details = string.Join(", ", new[] { Date, Note }.Where(part => part is not null));
        return details.Length == 0 ? Reference : $"{Reference} ({details})";
    }
}
