using System.Collections.Immutable;
using System.Formats.Tar;
using System.Text;

namespace Kvv.Agents.Sandboxes;

/// <summary>One regular file.</summary>
/// <param name="Bytes">Its content. Not to be changed.</param>
/// <param name="IsExecutable">Whether its owner may run it.</param>
public sealed record WorkFile(byte[] Bytes, bool IsExecutable = false)
{
    /// <summary>The content read as UTF-8; invalid bytes become U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>A file with a text.</summary>
    /// <param name="text">The text, kept as UTF-8.</param>
    /// <param name="isExecutable">Whether its owner may run it.</param>
    public static WorkFile Of(string text, bool isExecutable = false) => new(Encoding.UTF8.GetBytes(text), isExecutable);

    /// <summary>Whether another file has the same content and mode.</summary>
    /// <param name="other">The other file.</param>
    public bool IsSameAs(WorkFile? other) => other is not null && IsExecutable == other.IsExecutable && Bytes.AsSpan().SequenceEqual(other.Bytes);
}

/// <summary>
/// The files an agent works on, held in memory: what a model writes reaches no disk of the host. Paths are relative with
/// forward slashes. Immutable.
/// </summary>
public sealed class Workspace
{
    /// <summary>The largest sum of file sizes that is taken back from a sandbox, in bytes.</summary>
    public const long MaxBytes = 96L << 20;

    private const int MaxFiles = 20_000;

    private readonly ImmutableSortedDictionary<string, WorkFile> _files;

    private Workspace(ImmutableSortedDictionary<string, WorkFile> files) => _files = files;

    /// <summary>No files.</summary>
    public static Workspace Empty { get; } = new(ImmutableSortedDictionary.Create<string, WorkFile>(StringComparer.Ordinal));

    /// <summary>The files by path, in ordinal order.</summary>
    public IReadOnlyDictionary<string, WorkFile> Files => _files;

    /// <summary>A copy with a file set.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="ArgumentException">The path is not relative and plain; see <see cref="IsPlain"/>.</exception>
    public Workspace With(string path, WorkFile file) => IsPlain(path)
        ? new(_files.SetItem(path, file))
        : throw new ArgumentException($"\"{path}\" is no plain relative path.", nameof(path));

    /// <summary>A copy without a file.</summary>
    /// <param name="path">Its path.</param>
    public Workspace Without(string path) => new(_files.Remove(path));

    /// <summary>A copy with every file of another workspace set.</summary>
    /// <param name="over">The files that win.</param>
    public Workspace With(Workspace over)
    {
        ArgumentNullException.ThrowIfNull(over);
        return new(_files.SetItems(over._files));
    }

    /// <summary>Whether a path stays inside: relative, no empty, <c>.</c> or <c>..</c> segment, no control characters, at most 400 characters.</summary>
    /// <param name="path">The path.</param>
    public static bool IsPlain(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Length is > 0 and <= 400 && !path.Any(char.IsControl) && !path.Contains('\\', StringComparison.Ordinal)
            && path.Split('/').All(s => s is not ("" or "." or ".."));
    }

    /// <summary>Reads a folder of the repository (never one of a model): regular files, links are refused.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidDataException">The folder holds a symbolic link or a path that is not plain.</exception>
    public static Workspace Read(string folder)
    {
        var files = Empty;
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            var info = new FileInfo(path);
            if (info.LinkTarget is not null || !IsPlain(name))
                throw new InvalidDataException($"{path}: links and odd names have no place in a workspace.");
            var executable = name.EndsWith(".sh", StringComparison.Ordinal) || (!OperatingSystem.IsWindows() && info.UnixFileMode.HasFlag(UnixFileMode.UserExecute));
            files = files.With(name, new(File.ReadAllBytes(path), executable));
        }

        return files;
    }

    /// <summary>The files as a tar archive, times and owners zero.</summary>
    public byte[] ToTar()
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (path, file) in _files)
            {
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path)
                {
                    DataStream = new MemoryStream(file.Bytes, writable: false),
                    Mode = (UnixFileMode)(file.IsExecutable ? 0b111_101_101 : 0b110_100_100),
                    ModificationTime = DateTimeOffset.UnixEpoch,
                });
            }
        }

        return stream.ToArray();
    }

    /// <summary>Reads an archive that came out of a sandbox. It is hostile input: only plain regular files are taken, links and devices are left out.</summary>
    /// <param name="tar">The archive.</param>
    /// <exception cref="InvalidDataException">It is no archive, or larger than <see cref="MaxBytes"/>.</exception>
    public static Workspace FromTar(Stream tar)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, WorkFile>(StringComparer.Ordinal);
        long total = 0;
        try
        {
            using var reader = new TarReader(tar);
            while (reader.GetNextEntry() is { } entry)
            {
                var path = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || !IsPlain(path))
                    continue;
                total += entry.Length;
                if (total > MaxBytes || files.Count >= MaxFiles)
                    throw new InvalidDataException("The workspace came back larger than allowed.");
                var bytes = new byte[entry.Length];
                entry.DataStream?.ReadExactly(bytes);
                files[path] = new(bytes, entry.Mode.HasFlag(UnixFileMode.UserExecute));
            }
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("The workspace did not come back whole.", e);
        }

        return new(files.ToImmutable());
    }

    /// <summary>Paths whose file differs from another workspace's, absent ones included, in ordinal order.</summary>
    /// <param name="earlier">The other workspace.</param>
    public IReadOnlyList<string> ChangedSince(Workspace earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return [.. _files.Keys.Union(earlier._files.Keys).Where(p => _files.TryGetValue(p, out var now) ? !now.IsSameAs(earlier._files.GetValueOrDefault(p)) : earlier._files.ContainsKey(p)).Order(StringComparer.Ordinal)];
    }
}
