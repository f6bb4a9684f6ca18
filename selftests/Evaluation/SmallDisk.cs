namespace Kvv.SelfTests.Evaluation;

/// <summary>A file on a disk that runs full in the middle of a write.</summary>
internal sealed class SmallDisk(FileStream file) : Stream
{
    /// <summary>Bytes that the disk still takes.</summary>
    public int Free { get; set; } = int.MaxValue;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position { get => file.Position; set => file.Position = value; }

    public override void Flush() => file.Flush(flushToDisk: true);

    public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void SetLength(long value) => file.SetLength(value);

    public override void Write(byte[] buffer, int offset, int count)
    {
        var taken = Math.Min(count, Free);
        file.Write(buffer, offset, taken);
        Free -= taken;
        if (taken < count)
            throw new IOException("No space left on device.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }
}
