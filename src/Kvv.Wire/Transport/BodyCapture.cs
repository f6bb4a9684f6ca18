using System.Buffers;

namespace Kvv.Wire.Transport;

/// <summary>Collects a body in pooled pieces, so that it is copied once, when its size is known.</summary>
internal sealed class BodyCapture(int maxBytes) : IDisposable
{
    private const int PieceBytes = 32 * 1024;

    private readonly List<byte[]> _full = [];
    private byte[] _piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
    private int _used;
    private int _fullBytes;

    /// <summary>Bytes kept so far.</summary>
    public int Length => _fullBytes + _used;

    /// <summary>Where the next read goes; one byte beyond the limit may be read, to tell a full body from one too large.</summary>
    public Memory<byte> Free
    {
        get
        {
            if (_used == _piece.Length)
            {
                _full.Add(_piece);
                _fullBytes += _used;
                _piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
                _used = 0;
            }

            return _piece.AsMemory(_used, (int)Math.Min(_piece.Length - _used, (long)maxBytes - Length + 1));
        }
    }

    /// <summary>Keeps what was read into <see cref="Free"/>, up to the limit.</summary>
    /// <param name="count">Bytes read.</param>
    /// <param name="tooLarge">Whether they went beyond the limit.</param>
    /// <returns>The bytes kept.</returns>
    public ReadOnlySpan<byte> Keep(int count, out bool tooLarge)
    {
        tooLarge = Length + (long)count > maxBytes;
        var kept = tooLarge ? maxBytes - Length : count;
        var span = _piece.AsSpan(_used, kept);
        _used += kept;
        return span;
    }

    /// <summary>The whole body in one array of its own.</summary>
    public byte[] ToArray()
    {
        var body = GC.AllocateUninitializedArray<byte>(Length);
        var at = 0;
        foreach (var piece in _full)
        {
            piece.CopyTo(body, at);
            at += piece.Length;
        }

        _piece.AsSpan(0, _used).CopyTo(body.AsSpan(at));
        return body;
    }

    public void Dispose()
    {
        foreach (var piece in _full)
            ArrayPool<byte>.Shared.Return(piece);
        _full.Clear();
        ArrayPool<byte>.Shared.Return(_piece);
        _piece = [];
        _used = 0;
    }
}
