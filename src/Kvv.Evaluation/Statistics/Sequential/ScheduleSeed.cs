using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>
/// Seeds of published schedules. The provider's name is no part of the text, so all endpoints see one schedule; a new
/// version gives a new one, which keeps a provider from preparing for it.
/// </summary>
public static class ScheduleSeed
{
    /// <summary>The text <c>suite|benchmark|purpose|version</c> that a seed is made of.</summary>
    /// <exception cref="ArgumentException">A part is empty or holds the separator <c>|</c>.</exception>
    public static string Text(string suite, string benchmark, string purpose, string version)
    {
        string[] parts = [suite, benchmark, purpose, version];
        if (parts.Any(p => string.IsNullOrEmpty(p) || p.Contains('|', StringComparison.Ordinal)))
            throw new ArgumentException("Every part of a schedule's text must be non-empty and free of '|'.");
        return string.Join('|', parts);
    }

    /// <summary>The first eight bytes, little endian, of the SHA-256 of the text in UTF-8.</summary>
    public static ulong From(string text) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
