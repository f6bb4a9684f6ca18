namespace Kvv.Evaluation.Images;

/// <summary>Writes markers, segments and bits of a JPEG (T.81, annex B and F.1.2.3).</summary>
internal sealed class JpegWriter
{
    private readonly List<byte> _file = [];
    private uint _bits;
    private int _count;

    public void Marker(byte code) => _file.AddRange([0xFF, code]);

    public void Segment(byte code, byte[] data)
    {
        Marker(code);
        _file.AddRange([(byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data]);
    }

    /// <summary>Appends up to 16 bits, the highest first.</summary>
    public void Bits((int Value, int Length) bits)
    {
        _bits = (_bits << bits.Length) | (uint)bits.Value;
        _count += bits.Length;
        for (; _count >= 8; _count -= 8)
        {
            var value = (byte)(_bits >> (_count - 8));
            _file.Add(value);
            // A byte that looks like a marker is followed by a zero that says it is none.
            if (value == 0xFF)
                _file.Add(0);
        }
    }

    /// <summary>Fills the last byte with ones.</summary>
    public void Flush()
    {
        if (_count > 0)
            Bits(((1 << (8 - _count)) - 1, 8 - _count));
    }

    public byte[] ToArray() => [.. _file];
}
