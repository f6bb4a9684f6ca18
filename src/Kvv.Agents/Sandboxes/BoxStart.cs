namespace Kvv.Agents.Sandboxes;

/// <summary>A sandbox's process before it is started.</summary>
/// <param name="Command">The program, absolute, and its arguments.</param>
/// <param name="Environment">All variables it gets: nothing of the host's environment goes along.</param>
internal sealed record BoxStart(IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Called when the process had to be killed, for what outlives it.</summary>
    public Func<Task>? Kill { get; init; }

    /// <summary>What bounds the memory of all its processes together; <see langword="null"/> where the box itself does.</summary>
    public MemoryGuard? Memory { get; init; }
}
