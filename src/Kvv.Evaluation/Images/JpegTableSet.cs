using System.Buffers.Binary;

namespace Kvv.Evaluation.Images;

/// <summary>The tables in force: each segment may define some of them anew, for the scans that follow (T.81, B.2.4).</summary>
internal sealed class JpegTableSet
{
    private readonly int[]?[] _steps = new int[4][];
    private readonly JpegCodes?[] _dc = new JpegCodes[4];
    private readonly JpegCodes?[] _ac = new JpegCodes[4];

    /// <summary>After so many units comes a restart marker; 0 is never.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>The steps of a component, row by row.</summary>
    public int[] Steps(int table) => Known(_steps, table);

    /// <summary>The codes of first coefficients.</summary>
    public JpegCodes Dc(int table) => Known(_dc, table);

    /// <summary>The codes of the other coefficients.</summary>
    public JpegCodes Ac(int table) => Known(_ac, table);

    /// <summary>Reads tables of steps: 8 or 16 bits each, in zigzag (B.2.4.1).</summary>
    /// <exception cref="InvalidDataException">The segment breaks the rules.</exception>
    public void ReadSteps(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            var (bytes, table) = (1 + (segment[0] >> 4), segment[0] & 15);
            if (bytes > 2 || table > 3 || segment.Length < 1 + (64 * bytes))
                throw Broken("steps");
            var steps = _steps[table] = new int[64];
            for (var i = 0; i < 64; i++)
                steps[JpegTables.ZigZag[i]] = bytes == 1 ? segment[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(segment[(1 + (2 * i))..]);
            segment = segment[(1 + (64 * bytes))..];
        }
    }

    /// <summary>Reads tables of codes (B.2.4.2).</summary>
    /// <exception cref="InvalidDataException">The segment breaks the rules.</exception>
    public void ReadCodes(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            var (kind, table, values) = (segment[0] >> 4, segment[0] & 15, 0);
            if (kind > 1 || table > 3 || segment.Length < 17)
                throw Broken("codes");
            foreach (var count in segment[1..17])
                values += count;
            if (values > 256 || segment.Length < 17 + values)
                throw Broken("codes");
            (kind == 0 ? _dc : _ac)[table] = new(segment[1..17], segment.Slice(17, values));
            segment = segment[(17 + values)..];
        }
    }

    /// <summary>Reads the interval (B.2.4.4).</summary>
    /// <exception cref="InvalidDataException">The segment breaks the rules.</exception>
    public void ReadRestartInterval(ReadOnlySpan<byte> segment) =>
        RestartInterval = segment.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(segment) : throw Broken("restarts");

    private static T Known<T>(T?[] tables, int table)
        where T : class =>
        (table < tables.Length ? tables[table] : null) ?? throw new InvalidDataException($"The JPEG uses table {table} without having defined it.");

    private static InvalidDataException Broken(string what) => new($"The JPEG has a broken table of {what}.");
}
