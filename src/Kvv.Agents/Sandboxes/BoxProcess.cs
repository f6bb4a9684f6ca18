using System.Diagnostics;
using System.Globalization;

namespace Kvv.Agents.Sandboxes;

/// <summary>Starts a sandbox's process, feeds it the workspace, reads what comes back within bounds, and makes sure that it ends.</summary>
internal static class BoxProcess
{
    // Unpacking, packing and starting take this much longer than the command may, at most.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    /// <summary>Runs to the end.</summary>
    /// <param name="file">The program, absolute.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">All variables it gets: nothing of the host's environment goes along.</param>
    /// <param name="workspace">What it works on.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="kill">Called when the process had to be killed, for what outlives it.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    public static async Task<SandboxRun> RunAsync(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, Workspace workspace, SandboxLimits limits, Func<Task>? kill, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new SandboxException($"{file} did not start.");
        using var deadline = new CancellationTokenSource(limits.Time + Grace);
        using var flooded = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, flooded.Token, cancellationToken);
        var words = new KeptOutput(limits.KeptOutput);
        using var archive = new MemoryStream();
        try
        {
            var feeding = FeedAsync(process, workspace.ToTar(), stop.Token);
            var reading = DrainAsync(process.StandardOutput.BaseStream, Workspace.MaxBytes * 2, archive.Write, flooded, stop.Token);
            var hearing = DrainAsync(process.StandardError.BaseStream, limits.Output, words.Add, flooded, stop.Token);
            await Task.WhenAll(feeding, reading, hearing);
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            if (kill is not null)
                await kill();
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            return new(flooded.IsCancellationRequested ? SandboxEnd.OutputLimit : SandboxEnd.TimedOut, -1, words.ToString(), workspace);
        }

        return Read(process.ExitCode, words.ToString(), archive, workspace);
    }

    private static SandboxRun Read(int exit, string output, MemoryStream archive, Workspace before)
    {
        var mark = output.LastIndexOf(BoxScript.ExitMark, StringComparison.Ordinal);
        if (exit != 0 || mark < 0 || !int.TryParse(output.AsSpan(mark + BoxScript.ExitMark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            return new(SandboxEnd.Lost, -1, output, before);
        try
        {
            archive.Position = 0;
            var after = Workspace.FromTar(archive);
            // 124 and 137 are what timeout reports; a command may report them itself, which changes nothing else.
            return new(code is 124 or 137 ? SandboxEnd.TimedOut : SandboxEnd.Exited, code, output[..mark], after);
        }
        catch (InvalidDataException e)
        {
            return new(SandboxEnd.Lost, -1, $"{output[..mark]}\n{e.Message}", before);
        }
    }

    private static async Task FeedAsync(Process process, byte[] archive, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(archive, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The sandbox died before it had read everything; its exit code tells.
        }
    }

    private static async Task DrainAsync(Stream stream, long limit, Action<byte[], int, int> take, CancellationTokenSource flooded, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 << 10];
        long total = 0;
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            total += read;
            if (total > limit)
                await flooded.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            take(buffer, 0, read);
        }
    }
}
