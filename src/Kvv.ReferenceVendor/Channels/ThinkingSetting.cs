namespace Kvv.ReferenceVendor.Channels;

/// <summary>Whether and how hard the model thinks on this request.</summary>
/// <param name="On">It thinks.</param>
/// <param name="Effort">One of the profile's efforts, or <see langword="null"/> when the profile has none.</param>
/// <param name="KeepAll">Reasoning of all earlier turns stays in the prompt.</param>
internal sealed record ThinkingSetting(bool On, string? Effort, bool KeepAll);
