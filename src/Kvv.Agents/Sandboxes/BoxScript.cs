using System.Globalization;

namespace Kvv.Agents.Sandboxes;

/// <summary>
/// What runs inside, around the command: the workspace comes in on standard input as an archive and leaves on standard
/// output; the command writes to standard error. Needs sh, tar, mktemp-free coreutils and nothing else.
/// </summary>
internal static class BoxScript
{
    /// <summary>Marks the exit code at the end of the error stream; after it and a blank stands how many processes the kernel killed for their memory.</summary>
    public const string ExitMark = "\u0001kvv-exit ";

    /// <summary>The script; the command is its first argument.</summary>
    /// <param name="limits">The wall-clock limit inside, so that the workspace still gets out after it.</param>
    /// <param name="innerLimits">A command prefix that bounds the command alone, or empty.</param>
    public static string Text(SandboxLimits limits, string innerLimits) => string.Create(CultureInfo.InvariantCulture, $"""
        umask 022
        cd /work && tar -xof - || exit 91
        {innerLimits} timeout -k 1 {Math.Ceiling(limits.Time.TotalSeconds):0} sh -c "$1" </dev/null >&2
        code=$?
        cd /work 2>/dev/null || exit 92
        tar -cf - . || exit 93
        killed=0
        for events in /sys/fs/cgroup/memory.events /sys/fs/cgroup/memory/memory.oom_control; do
            [ -r "$events" ] && while read -r name count; do [ "$name" = oom_kill ] && killed=$count; done <"$events"
        done
        printf '\001kvv-exit %d %d' "$code" "$killed" >&2
        """);
}
