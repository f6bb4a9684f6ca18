namespace Kvv.ReferenceVendor.Faults;

/// <summary>One line of the registry.</summary>
/// <param name="Id">The fault's id in the corpus.</param>
/// <param name="Shows">What a client sees, in one sentence.</param>
/// <param name="Create">Makes the fault.</param>
/// <param name="Default">Conditions without which the fault would be another one, for example <c>stream</c>; a specification adds to them.</param>
/// <param name="Inherent">Reported conditions that the fault cannot act without, by name: it only has to do with such requests.</param>
/// <param name="Unlike">How the default differs from the reported conditions, and why; <see langword="null"/> when it does not.</param>
internal sealed record FaultRow(string Id, string Shows, Func<IFault> Create, string Default = "", string Inherent = "", string? Unlike = null);
