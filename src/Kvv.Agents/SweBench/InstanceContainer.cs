using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kvv.Agents.Sandboxes;

namespace Kvv.Agents.SweBench;

/// <summary>A command that ended in a container.</summary>
/// <param name="End">How; the container's files are always as the command left them.</param>
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

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

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
            return await RunNowAsync(command, time, kept, input, cancellationToken);
        }
        finally
        {
            engine.Leave();
        }
    }

    public async ValueTask DisposeAsync() => await CommandLineTool.RunAsync(engine.Program, ["rm", "-f", name], engine.Environment, CancellationToken.None);

    private async Task<ContainerRun> RunNowAsync(string command, TimeSpan time, int kept, string input, CancellationToken cancellationToken)
    {
        var seconds = Math.Ceiling(time.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(engine.Program, ["exec", "-i", name, "bash", "-c", Wrap, "bash", command, seconds])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        foreach (var (key, value) in engine.Environment)
            start.Environment[key] = value;
        using var process = Process.Start(start) ?? throw new SandboxException($"{engine.Program} did not start.");
        using var deadline = new CancellationTokenSource(time + Grace);
        using var flooded = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, flooded.Token, cancellationToken);
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
