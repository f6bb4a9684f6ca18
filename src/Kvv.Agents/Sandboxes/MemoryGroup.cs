using System.Globalization;

namespace Kvv.Agents.Sandboxes;

/// <summary>A control group of one sandbox: the kernel counts everything its processes have, mapped or not, and kills above the bound.</summary>
internal sealed class MemoryGroup : MemoryGuard
{
    // The group is joined before anything else; what is started then inherits it.
    private const string Join = "echo $$ > \"$0/cgroup.procs\" && exec \"$@\"";

    private const int Attempts = 40;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string _folder;
    private readonly bool _isUnified;

    /// <summary>Sets the bound of a group that was just made.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="bytes">The bound.</param>
    /// <param name="isUnified">Whether it is of version 2.</param>
    /// <exception cref="IOException">The group has no memory controller.</exception>
    public MemoryGroup(string folder, long bytes, bool isUnified)
    {
        (_folder, _isUnified) = (folder, isUnified);
        try
        {
            Set(isUnified ? "memory.max" : "memory.limit_in_bytes", bytes);
            // Without it, swap is a second memory. Version 1 counts both together, and some kernels have no such file.
            var swap = isUnified ? "memory.swap.max" : "memory.memsw.limit_in_bytes";
            if (File.Exists(Path.Combine(folder, swap)))
                Set(swap, isUnified ? 0 : bytes);
        }
        catch
        {
            Directory.Delete(folder);
            throw;
        }
    }

    public override IReadOnlyList<string> Start(IReadOnlyList<string> command) => ["/bin/sh", "-c", Join, _folder, .. command];

    public override bool HasKilled() => File.ReadLines(Path.Combine(_folder, _isUnified ? "memory.events" : "memory.oom_control"))
        .Any(l => l.Split(' ') is ["oom_kill", var count] && count != "0");

    /// <summary>Removes the group; false while a process of it still ends. One that is left is empty, and the next run removes it.</summary>
    public bool Remove() => Remove(_folder);

    /// <summary>Removes a group that has no process left; false while it has.</summary>
    /// <param name="folder">Its folder.</param>
    public static bool Remove(string folder)
    {
        try
        {
            Directory.Delete(folder);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    protected override async Task CloseAsync()
    {
        for (var attempt = 1; !Remove() && attempt < Attempts; attempt++)
            await Task.Delay(Pause);
    }

    // The files of a group are there before they are written and take no truncation.
    private void Set(string file, long bytes)
    {
        using var stream = new FileStream(Path.Combine(_folder, file), FileMode.Open, FileAccess.Write);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(bytes.ToString(CultureInfo.InvariantCulture)));
    }
}
