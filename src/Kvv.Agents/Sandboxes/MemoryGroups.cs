using System.Diagnostics;
using System.Globalization;

namespace Kvv.Agents.Sandboxes;

/// <summary>A place in the tree of control groups where this process may make groups that bound memory (cgroups(7), versions 1 and 2).</summary>
/// <param name="Folder">The group that ours are made in.</param>
/// <param name="IsUnified">Whether it is version 2.</param>
internal sealed record MemoryGroups(string Folder, bool IsUnified)
{
    private const string Root = "/sys/fs/cgroup";

    private static readonly Lazy<MemoryGroups?> Found = new(Find);

    private static int _groups;

    /// <summary>The place on this machine, tried out; <see langword="null"/> where there is none.</summary>
    public static MemoryGroups? Host => Found.Value;

    /// <summary>Makes a group.</summary>
    /// <param name="bytes">What all its processes may have together.</param>
    public MemoryGroup Make(long bytes)
    {
        var folder = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"kvv-{Environment.ProcessId}-{Interlocked.Increment(ref _groups)}"));
        Directory.CreateDirectory(folder);
        return new(folder, bytes, IsUnified);
    }

    /// <summary>Where groups could be made, by what <c>/proc/self/cgroup</c> says of this process.</summary>
    /// <param name="own">Its text.</param>
    internal static IEnumerable<MemoryGroups> Candidates(string own)
    {
        foreach (var line in own.Split('\n'))
        {
            if (line.Split(':', 3) is not [var number, var controllers, var path])
                continue;
            path = path.Trim().TrimStart('/');
            if (number == "0" && controllers.Length == 0)
            {
                // A group with processes of its own cannot bound its children: ours stands beside that of this process.
                if (Path.GetDirectoryName(path) is { } parent && path.Length > 0)
                    yield return new(Path.Combine(Root, parent), true);
                yield return new(Root, true);
            }
            else if (controllers.Split(',').Contains("memory"))
            {
                yield return new(Path.Combine(Root, "memory", path), false);
                yield return new(Path.Combine(Root, "memory"), false);
            }
        }
    }

    private static MemoryGroups? Find()
    {
        try
        {
            return OperatingSystem.IsLinux() ? Candidates(File.ReadAllText("/proc/self/cgroup")).FirstOrDefault(c => c.Works()) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No control groups at all: the watch does it.
            return null;
        }
    }

    /// <summary>Puts a process into a group, as a sandbox will be.</summary>
    private bool Works()
    {
        try
        {
            if (!Directory.Exists(Folder))
                return false;
            RemoveThoseOfTheDead();
            var group = Make(64L << 20);
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", group.Start(["/bin/true"]).Skip(1)) { RedirectStandardError = true });
            var complaint = process?.StandardError.ReadToEnd();
            process?.WaitForExit();
            group.Remove();
            return process?.ExitCode == 0 && complaint?.Length == 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            // Read-only, not ours, or without the controller: another place, or the watch.
            return false;
        }
    }

    /// <summary>A run that was killed left its groups.</summary>
    private void RemoveThoseOfTheDead()
    {
        foreach (var left in Directory.EnumerateDirectories(Folder, "kvv-*"))
        {
            if (Path.GetFileName(left).Split('-') is [_, var process, ..] && !Directory.Exists($"/proc/{process}"))
                MemoryGroup.Remove(left);
        }
    }
}
