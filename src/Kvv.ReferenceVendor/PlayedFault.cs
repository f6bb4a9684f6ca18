namespace Kvv.ReferenceVendor;

/// <summary>A fault that the endpoint can play.</summary>
/// <param name="Shows">What a client sees, in one sentence.</param>
/// <param name="Conditions">When it acts unless a specification says otherwise, as <c>--faults</c> takes it after the colon; empty for always.</param>
/// <param name="Unlike">How that differs from what was reported, and why; <see langword="null"/> when it does not.</param>
public sealed record PlayedFault(string Shows, string Conditions, string? Unlike);
