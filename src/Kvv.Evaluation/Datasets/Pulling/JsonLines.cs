using System.Text;

namespace Kvv.Evaluation.Datasets.Pulling;

/// <summary>A file of JSON Lines that grows; a last line torn by a crash is dropped on opening.</summary>
internal sealed class JsonLines : IAsyncDisposable
{
    private readonly FileStream _file;

    private JsonLines(FileStream file, int count)
    {
        _file = file;
        Count = count;
    }

    /// <summary>Complete lines.</summary>
    public int Count { get; private set; }

    public static JsonLines Open(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var (count, end, position) = (0, 0L, 0L);
        var buffer = new byte[1 << 16];
        int read;
        while ((read = file.Read(buffer)) > 0)
        {
            for (var i = 0; i < read; i++)
            {
                if (buffer[i] != '\n')
                    continue;
                count++;
                end = position + i + 1;
            }

            position += read;
        }

        file.SetLength(end);
        file.Seek(end, SeekOrigin.Begin);
        return new(file, count);
    }

    /// <summary>Appends lines; when this returns they are on the disk.</summary>
    /// <exception cref="DatasetException">The disk refuses.</exception>
    public void Append(IEnumerable<string> lines)
    {
        try
        {
            foreach (var line in lines)
            {
                _file.Write(Encoding.UTF8.GetBytes(line + "\n"));
                Count++;
            }

            _file.Flush(flushToDisk: true);
        }
        catch (IOException e)
        {
            throw new DatasetException($"{_file.Name} cannot be written: {e.Message} Make room or choose another DatasetDirectory; then run the same command again to go on.", e);
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
