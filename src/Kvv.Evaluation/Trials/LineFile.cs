namespace Kvv.Evaluation.Trials;

/// <summary>
/// A file that only grows, by whole lines: what a refused write has left is taken back, so that no line follows half of
/// another. Thread-safe.
/// </summary>
public sealed class LineFile : IDisposable
{
    private readonly Stream _file;
    private readonly string _path;
    private readonly Lock _gate = new();
    private bool _isBroken;

    /// <summary>Takes over an open file and cuts it where its complete lines end.</summary>
    /// <param name="path">Its name in messages.</param>
    /// <param name="file">Opened for reading, writing and seeking; closed with this.</param>
    /// <param name="end">Bytes of its complete lines.</param>
    /// <exception cref="IOException">The file cannot be cut.</exception>
    public LineFile(string path, Stream file, long end)
    {
        ArgumentNullException.ThrowIfNull(file);
        _path = path;
        _file = file;
        if (file.Length != end)
            file.SetLength(end);
        file.Position = end;
    }

    /// <summary>Opens or creates a file on the disk, shared with readers.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static Stream OnDisk(string path) => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);

    /// <summary>What a user is told when a file of the run folder is refused.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cause">What refused.</param>
    public static IOException Refused(string path, Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return new($"The journal {path} cannot be written: {cause.Message} Nothing that was journalled is lost: make room (or make the folder writable) and run again to continue.", cause);
    }

    /// <summary>Appends a line.</summary>
    /// <param name="line">The line with its line end.</param>
    /// <param name="isDurable">Whether it is on the disk when this returns, and outlives a loss of power; otherwise it outlives the process.</param>
    /// <exception cref="IOException">The disk refused; nothing of the line is left, and a later call may succeed.</exception>
    public void Append(ReadOnlySpan<byte> line, bool isDurable)
    {
        lock (_gate)
        {
            if (_isBroken)
                throw Refused(_path, new IOException("An earlier write was refused half-way."));
            var end = _file.Position;
            try
            {
                _file.Write(line);
                if (isDurable && _file is FileStream file)
                    file.Flush(flushToDisk: true);
                else
                    _file.Flush();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                TakeBack(end);
                throw Refused(_path, e);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void TakeBack(long end)
    {
        try
        {
            _file.SetLength(end);
            _file.Position = end;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The torn line stays; it is dropped when the file is opened again. Nothing may follow it.
            _isBroken = true;
        }
    }
}
