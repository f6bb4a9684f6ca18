using System.Diagnostics;
using System.Globalization;

namespace Kvv.Agents.Sandboxes;

/// <summary>Starts a sandbox's process, feeds it the workspace, reads what comes back within bounds, and makes sure that it ends.</summary>
internal static class BoxProcess
{
    // Unpacking, packing and starting take this much longer than the command may, at most.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    /// <summary>Runs to the end.</summary>
    /// <param name="box">What is started.</param>
    /// <param name="workspace">What it works on.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    public static async Task<SandboxRun> RunAsync(BoxStart box, Workspace workspace, SandboxLimits limits, CancellationToken cancellationToken)
    {
        using var process = PipedProcess.Start(box.Command[0], box.Command.Skip(1), box.Environment);
        using var deadline = new CancellationTokenSource(limits.Time + Grace);
        using var flooded = new CancellationTokenSource();
        using var swollen = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, flooded.Token, swollen.Token, cancellationToken);
        using var ended = new CancellationTokenSource();
        var watching = box.Memory?.WatchAsync(process.Id, swollen, ended.Token) ?? Task.CompletedTask;
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
            if (box.Kill is { } kill)
                await kill();
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            var end = swollen.IsCancellationRequested ? SandboxEnd.MemoryLimit : flooded.IsCancellationRequested ? SandboxEnd.OutputLimit : SandboxEnd.TimedOut;
            return new(end, -1, words.ToString(), workspace);
        }
        finally
        {
            await ended.CancelAsync();
            await watching;
        }

        return Read(process.ExitCode, words.ToString(), archive, workspace, box.Memory?.HasKilled() ?? false);
    }

    private static SandboxRun Read(int exit, string output, MemoryStream archive, Workspace before, bool killed)
    {
        var mark = output.LastIndexOf(BoxScript.ExitMark, StringComparison.Ordinal);
        if (exit != 0 || mark < 0 || Numbers(output[(mark + BoxScript.ExitMark.Length)..]) is not [var code, var killedInside])
            return new(killed ? SandboxEnd.MemoryLimit : SandboxEnd.Lost, -1, output, before);
        try
        {
            archive.Position = 0;
            var after = Workspace.FromTar(archive);
            // 124 and 137 are what timeout reports; a command may report them itself, which changes nothing else.
            var end = killed || killedInside > 0 ? SandboxEnd.MemoryLimit : code is 124 or 137 ? SandboxEnd.TimedOut : SandboxEnd.Exited;
            return new(end, code, output[..mark], after);
        }
        catch (InvalidDataException e)
        {
            return new(SandboxEnd.Lost, -1, $"{output[..mark]}\n{e.Message}", before);
        }
    }

    private static int[]? Numbers(string text)
    {
        var parts = text.Split(' ');
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        }

        return numbers;
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
