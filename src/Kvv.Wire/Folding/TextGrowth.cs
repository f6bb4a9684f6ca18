using Kvv.Wire.Json;

namespace Kvv.Wire.Folding;

/// <summary>A chunk's whole effect, when that was to append one unescaped string to one text.</summary>
/// <param name="Text">The text that grew.</param>
/// <param name="Start">Offset of the string's inside in the chunk.</param>
/// <param name="Length">Its bytes.</param>
internal readonly record struct TextGrowth(TextBuffer Text, int Start, int Length);
