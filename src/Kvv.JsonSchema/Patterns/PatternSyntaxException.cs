namespace Kvv.Schemas;

/// <summary>A text that is no ECMA-262 pattern, or one that uses Unicode data the framework does not have.</summary>
internal sealed class PatternSyntaxException(string reason, int index) : Exception($"at character {index + 1}: {reason}");
