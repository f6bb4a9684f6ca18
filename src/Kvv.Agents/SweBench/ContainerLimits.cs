namespace Kvv.Agents.SweBench;

/// <summary>The bounds of an instance's container.</summary>
public sealed record ContainerLimits
{
    /// <summary>Wall-clock time of one command of the model.</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Wall-clock time of the tests that judge (as the swebench harness).</summary>
    public TimeSpan Tests { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a container lives at most, whatever becomes of this process.</summary>
    public TimeSpan Life { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Bytes of memory of all processes together.</summary>
    public long Memory { get; init; } = 4L << 30;

    /// <summary>Processes and threads at once.</summary>
    public int Processes { get; init; } = 1024;

    /// <summary>Bytes of any one file that is written.</summary>
    public long File { get; init; } = 1L << 30;

    /// <summary>
    /// Bytes of everything that is written in a container. Above it the container is thrown away; it is looked at every
    /// <see cref="DiskCheck"/> and after each command, so that a fast writer gets further by what it writes in that time.
    /// </summary>
    public long Disk { get; init; } = 8L << 30;

    /// <summary>How often <see cref="Disk"/> is looked at while a command runs.</summary>
    public TimeSpan DiskCheck { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Bytes of output after which a command counts as flooding and is ended.</summary>
    public long Output { get; init; } = 64L << 20;

    /// <summary>Bytes of a command's output that the model may get to see: the first and the last half of them.</summary>
    public int ShownOutput { get; init; } = 64 << 10;

    /// <summary>Bytes of a model's diff.</summary>
    public int Patch { get; init; } = 1 << 20;
}
