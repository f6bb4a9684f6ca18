using System.Text;

namespace Kvv.Conformance.Results;

/// <summary>
/// The folder of one run. Text goes through the redactor, files appear whole or not at all, and a lock held for the run's
/// life keeps a second process out.
/// </summary>
public sealed class RunDirectory : IDisposable
{
    private readonly FileStream _lock;
    private readonly RunOwner _owner;

    private RunDirectory(string root, string id, Redactor redactor, FileStream @lock, RunOwner owner)
    {
        Id = id;
        Path = System.IO.Path.Combine(root, id);
        Redactor = redactor;
        _lock = @lock;
        _owner = owner;
    }

    /// <summary>Who held the folder before and ended without giving it back, for people; <see langword="null"/> when nobody did.</summary>
    public string? StaleOwner => _owner.Before;

    /// <summary>The run's id: the folder's name.</summary>
    public string Id { get; }

    /// <summary>The folder, absolute.</summary>
    public string Path { get; }

    /// <summary>What every text passes on its way to the disk.</summary>
    public Redactor Redactor { get; }

    /// <summary>Opens or creates a run folder and points <c>latest</c> at it.</summary>
    /// <param name="root">The folder of run folders.</param>
    /// <param name="id">The run's id.</param>
    /// <param name="redactor">What every text passes.</param>
    /// <exception cref="RunInUseException">The run is in use by another process.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static RunDirectory Open(string root, string id, Redactor redactor)
    {
        var path = System.IO.Path.Combine(root, id);
        FileStream? @lock = null;
        try
        {
            Directory.CreateDirectory(System.IO.Path.Combine(path, "journal"));
            Directory.CreateDirectory(System.IO.Path.Combine(path, "evidence"));
            @lock = TakeLock(path);
            var owner = RunOwner.Take(path);
            PointLatestAt(root, id);
            return new(root, id, redactor, @lock, owner);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException and not RunInUseException)
        {
            @lock?.Dispose();
            throw new IOException($"The run folder {path} cannot be written: {e.Message.TrimEnd('.')}. Set RunDirectory (KVV_RUN_DIRECTORY) to a folder that can.", e);
        }
        catch
        {
            @lock?.Dispose();
            throw;
        }
    }

    private static FileStream TakeLock(string path)
    {
        var file = System.IO.Path.Combine(path, "run.lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(file))
        {
            throw new RunInUseException($"The run folder {path} is in use by {RunOwner.Describe(path) ?? "another process"}. Wait for it, or set Resume=never to start a new run.", e);
        }
    }

    /// <summary>An id for a new run: UTC start time, profile and four characters that keep simultaneous runs apart.</summary>
    /// <param name="now">The start.</param>
    /// <param name="profile">The profile's name.</param>
    public static string NewId(DateTimeOffset now, string profile) =>
        $"{now.UtcDateTime:yyyyMMdd-HHmmss}-{Sanitise(profile)}-{Guid.NewGuid().ToString("N")[..4]}";

    /// <summary>Writes a text file atomically.</summary>
    /// <param name="relativePath">Path inside the run folder, with <c>/</c>.</param>
    /// <param name="text">Its content before redaction.</param>
    /// <returns>The relative path.</returns>
    /// <exception cref="IOException">The folder cannot be written; the message says what to do.</exception>
    public string Write(string relativePath, string text)
    {
        WriteWhole(System.IO.Path.Combine(Path, relativePath), half => File.WriteAllText(half, Redactor.Redact(text), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)));
        return relativePath;
    }

    /// <summary>Writes a file named by its content, unless it is there already.</summary>
    /// <param name="relativePath">Path inside the run folder, with <c>/</c>.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="IOException">The folder cannot be written; the message says what to do.</exception>
    public void WriteBlob(string relativePath, byte[] bytes)
    {
        var target = System.IO.Path.Combine(Path, relativePath);
        if (!File.Exists(target))
            WriteWhole(target, half => File.WriteAllBytes(half, bytes));
    }

    private void WriteWhole(string target, Action<string> write)
    {
        // Unique per write: two writers of one file must not share the half-written one.
        var half = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            write(half);
            File.Move(half, target, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            try
            {
                // On a full disk the half that was written is in the way of what matters more.
                File.Delete(half);
            }
            catch (Exception left) when (left is IOException or UnauthorizedAccessException)
            {
                // It stays behind under a name that nobody reads.
            }

            throw new IOException($"The run folder {Path} cannot be written: {e.Message} Nothing that was journalled is lost: make room (or make the folder writable) and run again to continue.", e);
        }
    }

    /// <summary>Says that this process still holds the run folder.</summary>
    public void Heartbeat() => _owner.Beat();

    /// <summary>A name that is safe as a file name on every system.</summary>
    /// <param name="name">Any text.</param>
    public static string Sanitise(string name)
    {
        var safe = new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-')]);
        while (safe.Contains("--", StringComparison.Ordinal))
            safe = safe.Replace("--", "-", StringComparison.Ordinal);
        safe = safe.Trim('-', '.');
        return safe.Length > 96 ? safe[..96] : safe;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _owner.GiveBack();
        _lock.Dispose();
    }

    private static void PointLatestAt(string root, string id)
    {
        var latest = System.IO.Path.Combine(root, "latest");
        try
        {
            var link = new DirectoryInfo(latest);
            if (link.LinkTarget is not null)
                link.Delete();
            Directory.CreateSymbolicLink(latest, id);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows without the right to make links: a text file holds the name instead.
            File.WriteAllText(latest + ".txt", id + "\n");
        }
    }
}

/// <summary>A run folder is held by another process. The message says by which.</summary>
public sealed class RunInUseException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">For the user.</param>
    /// <param name="innerException">What refused, or <see langword="null"/>.</param>
    public RunInUseException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
