using System.Globalization;

namespace Kvv.Agents.Sandboxes;

/// <summary>Processes as <c>/proc</c> shows them (proc(5)).</summary>
internal static class ProcessTree
{
    /// <summary>A process and all that descend from it, as they are at this moment.</summary>
    public static IReadOnlyList<int> Below(int root)
    {
        var children = Directory.EnumerateDirectories("/proc")
            .Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0).ToLookup(ParentOf);
        var tree = new List<int> { root };
        for (var i = 0; i < tree.Count; i++)
            tree.AddRange(children[tree[i]]);
        return tree;
    }

    /// <summary>A file of a process, or <see langword="null"/> when the process has ended or is not ours to look at.</summary>
    public static string? Read(int process, string file)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/{file}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, which is what processes do.
            return null;
        }
    }

    /// <summary>The fourth field of <c>stat</c>; the second is a name in brackets that may hold anything.</summary>
    private static int ParentOf(int process) =>
        Read(process, "stat") is { } stat && stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var parent, ..]
            && int.TryParse(parent, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
