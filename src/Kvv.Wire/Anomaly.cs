namespace Kvv.Wire;

/// <summary>
/// Something on the wire or in a reply that no correct endpoint does, seen without being asked for. An anomaly reports; it
/// never repairs what it saw.
/// </summary>
/// <param name="Kind">Stable kebab-case name from <see cref="AnomalyKinds"/>, for example <c>stream-no-done</c>.</param>
/// <param name="Message">One sentence: what was seen, and where.</param>
/// <param name="Excerpt">The offending text, at most 400 characters, or <see langword="null"/>.</param>
public sealed record Anomaly(string Kind, string Message, string? Excerpt = null);

/// <summary>A closed list of anomaly names, each with the rule it breaks. Detectors and the stream assembler use no others.</summary>
public static partial class AnomalyKinds
{
}
