using System.Diagnostics;
using System.Text.Json;

namespace Kvv.Conformance.Results;

/// <summary>
/// The file <c>run.owner</c>: which process holds a run folder. The lock of the operating system decides, and goes with its
/// process; this file tells people who it was, recognises a lock left behind, and keeps machines apart that share a disk on
/// which locks do not hold.
/// </summary>
internal sealed class RunOwner
{
    private const string File = "run.owner";

    // Written at each look at the progress; a live owner on another machine is never this far behind.
    private static readonly TimeSpan Alive = TimeSpan.FromMinutes(2);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private readonly string _path;

    private RunOwner(string path, string? before)
    {
        _path = path;
        Before = before;
    }

    private sealed record Content(int Process, string Machine, DateTimeOffset Since);

    /// <summary>Who ended without giving the folder back, or <see langword="null"/>.</summary>
    public string? Before { get; }

    /// <summary>Takes the folder, whose lock is held already.</summary>
    /// <exception cref="RunInUseException">A live process on another machine holds it.</exception>
    public static RunOwner Take(string folder)
    {
        var path = Path.Combine(folder, File);
        var before = Read(folder);
        if (before is not null && before.Machine != Environment.MachineName && Age(path) < Alive)
            throw new RunInUseException($"The run folder {folder} is in use by {Text(before)}. Wait for it, or set Resume=never to start a new run.");
        using (var process = Process.GetCurrentProcess())
            System.IO.File.WriteAllText(path, JsonSerializer.Serialize(new Content(process.Id, Environment.MachineName, new DateTimeOffset(process.StartTime)), Options));
        return new(path, before is null ? null : Text(before));
    }

    /// <summary>Who holds a folder, for people; <see langword="null"/> when it is not said.</summary>
    public static string? Describe(string folder) => Read(folder) is { } content ? Text(content) : null;

    public void Beat()
    {
        if (System.IO.File.Exists(_path))
            System.IO.File.SetLastWriteTimeUtc(_path, TimeProvider.System.GetUtcNow().UtcDateTime);
    }

    public void GiveBack()
    {
        try
        {
            System.IO.File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left behind on a disk that refuses: the next owner recognises it as stale.
        }
    }

    private static TimeSpan Age(string path) => TimeProvider.System.GetUtcNow().UtcDateTime - System.IO.File.GetLastWriteTimeUtc(path);

    private static string Text(Content content) => $"process {content.Process} on {content.Machine}, started {content.Since:u}";

    private static Content? Read(string folder)
    {
        try
        {
            var path = Path.Combine(folder, File);
            return System.IO.File.Exists(path) ? JsonSerializer.Deserialize<Content>(System.IO.File.ReadAllText(path), Options) : null;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            // Half-written by a process that died: it says nothing.
            return null;
        }
    }
}
