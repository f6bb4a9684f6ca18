using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kvv.Agents.Sandboxes;

namespace Kvv.Agents.SweBench;

/// <summary>A command that ended in a container.</summary>
/// <param name="End">How; the container's files are as the command left them, except after <see cref="SandboxEnd.DiskLimit"/>: then it is gone.</param>
/// <param name="ExitCode">The shell's exit code, -1 when there is none.</param>
/// <param name="Output">What was kept of standard output and error, as UTF-8.</param>
/// <param name="Bytes">How much was written.</param>
internal sealed record ContainerRun(SandboxEnd End, int ExitCode, string Output, long Bytes)
{
    public bool Succeeded => End == SandboxEnd.Exited && ExitCode == 0;
}

/// <summary>A container of one instance: files last from command to command, processes need not.</summary>
internal sealed class InstanceContainer(ContainerEngine engine, string name, ContainerLimits limits) : IAsyncDisposable
{
    // The published images keep the repository's Python in this conda environment.
    private const string Activate = "if [ -f /opt/miniconda3/bin/activate ]; then . /opt/miniconda3/bin/activate >/dev/null 2>&1; conda activate testbed >/dev/null 2>&1; fi; cd /testbed || exit 91";

    // The command is the first argument, its time limit the second: nothing of it is ever part of a script of ours.
    private const string Wrap = Activate + "; exec timeout -k 2 \"$2\" bash -c \"$1\" 2>&1";

    // Version 2 and version 1 of control groups, as a container sees its own.
    private const string Killed = "cat /sys/fs/cgroup/memory.events /sys/fs/cgroup/memory/memory.oom_control 2>/dev/null";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private const int Removals = 3;

    private long _killed;

    /// <summary>Runs a command in <c>/testbed</c>.</summary>
    /// <param name="command">For <c>bash -c</c>.</param>
    /// <param name="time">Its wall-clock limit.</param>
    /// <param name="kept">Bytes of output that are kept: the first and the last half.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="cancellationToken">Ends the waiting; the command itself ends at its limit or with the container.</param>
    public async Task<ContainerRun> RunAsync(string command, TimeSpan time, int kept, string input, CancellationToken cancellationToken)
    {
        await engine.EnterAsync(cancellationToken);
        try
        {
            using var full = new CancellationTokenSource();
            var run = await WatchedAsync(command, time, kept, input, full, cancellationToken);
            if (full.IsCancellationRequested || await IsFullAsync(cancellationToken))
            {
                await DisposeAsync();
                return run with { End = SandboxEnd.DiskLimit, ExitCode = -1 };
            }

            // A process that the kernel killed for memory ends like one that was killed at its time limit.
            return run.ExitCode == 137 && await MoreWereKilledAsync(cancellationToken) ? run with { End = SandboxEnd.MemoryLimit } : run;
        }
        finally
        {
            engine.Leave();
        }
    }

    /// <summary>Removes the container with all that runs in it.</summary>
    /// <exception cref="SandboxException">The engine would not; the container then ends with its longest life.</exception>
    public async ValueTask DisposeAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            var (exit, output) = await CommandLineTool.RunAsync(engine.Program, ["rm", "-f", name], engine.Environment, CancellationToken.None);
            if (!await engine.HasAsync(name, CancellationToken.None))
                return;
            // An engine may refuse while a command that was given up is still being ended.
            if (attempt == Removals)
                throw new SandboxException($"The container {name} could not be removed (exit code {exit}): {ContainerEngine.FirstLine(output)}");
        }
    }

    /// <summary>Runs a command and looks at what it writes to the disk meanwhile.</summary>
    private async Task<ContainerRun> WatchedAsync(string command, TimeSpan time, int kept, string input, CancellationTokenSource full, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = WatchAsync();
        try
        {
            return await RunNowAsync(command, time, kept, input, full.Token, cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
            await watching;
        }

        async Task WatchAsync()
        {
            try
            {
                while (!full.IsCancellationRequested)
                {
                    await Task.Delay(limits.DiskCheck, ended.Token);
                    if (await IsFullAsync(ended.Token))
                        await full.CancelAsync();
                }
            }
            catch (OperationCanceledException)
            {
                // The command has ended.
            }
        }
    }

    private async Task<bool> IsFullAsync(CancellationToken cancellationToken) => await engine.WrittenAsync(name, cancellationToken) > limits.Disk;

    private async Task<bool> MoreWereKilledAsync(CancellationToken cancellationToken)
    {
        var (_, output) = await CommandLineTool.RunAsync(engine.Program, ["exec", name, "bash", "-c", Killed], engine.Environment, cancellationToken);
        var count = output.Split('\n').Select(l => l.Split(' ')).Sum(l => l is ["oom_kill", var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var killed) ? killed : 0);
        var before = _killed;
        _killed = count;
        return count > before;
    }

    private async Task<ContainerRun> RunNowAsync(string command, TimeSpan time, int kept, string input, CancellationToken full, CancellationToken cancellationToken)
    {
        var seconds = Math.Ceiling(time.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        using var process = PipedProcess.Start(engine.Program, ["exec", "-i", name, "bash", "-c", Wrap, "bash", command, seconds], engine.Environment);
        using var deadline = new CancellationTokenSource(time + Grace);
        using var flooded = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, flooded.Token, full, cancellationToken);
        var words = new KeptOutput(kept);
        var count = 0L;
        try
        {
            // The engine's own messages come on the error stream; a command's come on the other.
            var problem = process.StandardError.ReadToEndAsync(stop.Token);
            await Task.WhenAll(FeedAsync(process, input, stop.Token), HearAsync());
            await process.WaitForExitAsync(stop.Token);
            var code = process.ExitCode;
            if (code is 125 or 126 or 127 && count == 0 && await problem is { Length: > 0 } said)
                return new(SandboxEnd.Lost, code, said, 0);
            return new(code is 124 or 137 ? SandboxEnd.TimedOut : SandboxEnd.Exited, code, words.ToString(), count);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            return new(flooded.IsCancellationRequested ? SandboxEnd.OutputLimit : SandboxEnd.TimedOut, -1, words.ToString(), count);
        }

        async Task HearAsync()
        {
            var buffer = new byte[64 << 10];
            int read;
            while ((read = await process.StandardOutput.BaseStream.ReadAsync(buffer, stop.Token)) > 0)
            {
                words.Add(buffer, 0, read);
                if ((count += read) > limits.Output)
                    await flooded.CancelAsync();
                stop.Token.ThrowIfCancellationRequested();
            }
        }
    }

    private static async Task FeedAsync(Process process, string input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(input), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The command did not read what it was given; its exit code tells.
        }
    }
}
