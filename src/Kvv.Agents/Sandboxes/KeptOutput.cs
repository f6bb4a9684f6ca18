using System.Buffers;
using System.Globalization;
using System.Text;

namespace Kvv.Agents.Sandboxes;

/// <summary>The first and the last half of what was written.</summary>
internal sealed class KeptOutput(int limit)
{
    private readonly ArrayBufferWriter<byte> _head = new();
    private readonly Queue<byte[]> _tail = new();
    private long _tailBytes;
    private long _lost;

    public void Add(byte[] buffer, int offset, int count)
    {
        var room = (int)Math.Min(count, (limit / 2) - _head.WrittenCount);
        if (room > 0)
            _head.Write(buffer.AsSpan(offset, room));
        else
            room = 0;
        if (room == count)
            return;
        var rest = buffer.AsSpan(offset + room, count - room);
        var kept = rest[Math.Max(0, rest.Length - (limit / 2))..];
        _lost += rest.Length - kept.Length;
        _tail.Enqueue(kept.ToArray());
        _tailBytes += kept.Length;
        while (_tailBytes - _tail.Peek().Length >= limit / 2)
        {
            var dropped = _tail.Dequeue().Length;
            _tailBytes -= dropped;
            _lost += dropped;
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(_head.WrittenSpan));
        if (_lost > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n[… {_lost} bytes left out …]\n");
        return text.Append(Encoding.UTF8.GetString([.. _tail.SelectMany(b => b)])).ToString();
    }
}
