namespace Kvv.SelfTests.Engine;

/// <summary>Counts the lines that a run keeps, in all its journals, and stops it after one of them.</summary>
internal sealed class StoppingDisk(int lines)
{
    private int _kept;

    /// <summary>Stops the run; set once it is open.</summary>
    public Action Stop { get; set; } = () => { };

    /// <summary>Whether the run was stopped.</summary>
    public bool HasStopped => Volatile.Read(ref _kept) >= lines;

    public Stream Open(string path) => new Counted(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read), this);

    private void Kept()
    {
        if (Interlocked.Increment(ref _kept) == lines)
            Stop();
    }

    private sealed class Counted(FileStream file, StoppingDisk disk) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => file.Length;

        public override long Position { get => file.Position; set => file.Position = value; }

        public override void Flush()
        {
            file.Flush();
            disk.Kept();
        }

        public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

        public override void SetLength(long value) => file.SetLength(value);

        public override void Write(byte[] buffer, int offset, int count) => file.Write(buffer, offset, count);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                file.Dispose();
            base.Dispose(disposing);
        }
    }
}
