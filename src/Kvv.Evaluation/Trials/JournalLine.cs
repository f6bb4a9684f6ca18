using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Kvv.Evaluation.Trials;

/// <summary>
/// One line of a journal: the record as JSON, with a checksum as its last member. The checksum tells a line that was edited by
/// hand from one that was written here; lines without one are read as they are.
/// </summary>
internal static class JournalLine
{
    private static readonly byte[] Mark = ",\"crc\":\""u8.ToArray();

    // The first member of TrialRecord that only the journal keeps.
    private static readonly byte[] Texts = ",\"attemptLog\":"u8.ToArray();

    // Comma, name, colon, eight digits in quotes, closing brace.
    private static readonly int TailLength = Mark.Length + 8 + 2;

    /// <summary>The line with its checksum and line end.</summary>
    /// <param name="json">A JSON object without line breaks.</param>
    public static byte[] Seal(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var body = bytes.AsSpan(0, bytes.Length - 1);
        return [.. body, .. Mark, .. Encoding.ASCII.GetBytes(Checksum(body).ToString("x8", System.Globalization.CultureInfo.InvariantCulture)), (byte)'"', (byte)'}', (byte)'\n'];
    }

    /// <summary>Whether the line is as it was written; a line without a checksum counts as such.</summary>
    /// <param name="line">The line without its line end.</param>
    public static bool IsIntact(ReadOnlySpan<byte> line)
    {
        if (line.Length <= TailLength || !line[^TailLength..].StartsWith(Mark))
            return true;
        return uint.TryParse(line.Slice(line.Length - 10, 8), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var stated)
            && stated == Checksum(line[..^TailLength]);
    }

    /// <summary>Reads a record without its long texts, which stand last: they are not even looked at.</summary>
    /// <param name="line">The line without its line end; changed for the time of the call.</param>
    /// <param name="known">Texts that other lines have too.</param>
    /// <exception cref="JsonException">The line is no record.</exception>
    public static TrialRecord ReadWithoutTexts(Span<byte> line, RepeatedTexts known)
    {
        // Quotes inside a JSON string are escaped, so this is a member's name. Where it is the name of another member, deeper
        // down, what stands before it is no JSON, and the whole line is read.
        var texts = ((ReadOnlySpan<byte>)line).IndexOf(Texts);
        if (texts > 0)
        {
            line[texts] = (byte)'}';
            try
            {
                return TrialRecordReader.Read(line[..(texts + 1)], known);
            }
            catch (JsonException)
            {
                // Read whole, below.
            }
            finally
            {
                line[texts] = (byte)',';
            }
        }

        return TrialRecordReader.Read(line, known);
    }

    /// <summary>CRC-32C, eight bytes at a time where the processor can.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
            crc = BitOperations.Crc32C(crc, word);
        foreach (var rest in bytes[(bytes.Length / sizeof(ulong) * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }
}
