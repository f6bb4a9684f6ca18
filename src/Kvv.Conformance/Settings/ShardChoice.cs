using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Settings;

/// <summary>One of several parts into which the trials of a verification are split.</summary>
/// <param name="Index">Which part, from 1 to <paramref name="Count"/>.</param>
/// <param name="Count">How many parts.</param>
public sealed record ShardChoice(int Index, int Count)
{
    /// <summary>Reads <c>i/n</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The choice, or <see langword="null"/> when the text is none.</returns>
    public static ShardChoice? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && index >= 1 && index <= count && count <= 10_000
            ? new(index, count)
            : null;
    }

    /// <summary>
    /// Whether a trial belongs to this part: the first eight bytes of the SHA-256 of its identity, as a little-endian number,
    /// modulo the number of parts. The same on every machine and in every version.
    /// </summary>
    /// <param name="trial">The trial.</param>
    public bool Includes(TrialId trial) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(trial.ToString()))) % (ulong)Count == (ulong)(Index - 1);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
