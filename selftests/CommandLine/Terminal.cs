using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using NUnit.Framework;

namespace Kvv.SelfTests.CommandLine;

/// <summary>A terminal of someone who has nothing set: commands as they are typed, in one folder, each with what it printed.</summary>
internal sealed class Terminal(string folder) : IDisposable
{
    // What this test run hands down to its children is no business of a new user's commands.
    private static readonly string[] Foreign = ["KVV_", "GITHUB_", "OTEL_", "MSBUILD", "VSTEST_", "TESTINGPLATFORM_"];

    private readonly List<Process> _staying = [];

    /// <summary>Runs a command to its end.</summary>
    public async Task<(int Exit, string Output)> RunAsync(string program, IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        var output = new StringBuilder();
        using var process = Start(program, arguments, variables, line =>
        {
            lock (output)
                output.AppendLine(line);
        });
        await process.WaitForExitAsync(TestContext.CurrentContext.CancellationToken);
        lock (output)
        {
            TestContext.Out.WriteLine($"$ {program} {string.Join(' ', arguments)}\n{output}");
            return (process.ExitCode, output.ToString());
        }
    }

    /// <summary>Starts a command that stays, as in a second window, and waits for a line that holds a text.</summary>
    /// <returns>The line, or all that was printed when the command ended without it.</returns>
    public async Task<string> StayAsync(string program, IEnumerable<string> arguments, string awaited)
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new StringBuilder();
        var process = Start(program, arguments, [], line =>
        {
            lock (output)
                output.AppendLine(line);
            if (line.Contains(awaited, StringComparison.Ordinal))
                seen.TrySetResult(line);
        });
        _staying.Add(process);
        await Task.WhenAny(seen.Task, process.WaitForExitAsync(TestContext.CurrentContext.CancellationToken));
        if (seen.Task.IsCompleted)
            return await seen.Task;
        lock (output)
            return output.ToString();
    }

    public void Dispose()
    {
        foreach (var process in _staying)
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            process.Dispose();
        }
    }

    private Process Start(string program, IEnumerable<string> arguments, (string Name, string Value)[] variables, Action<string> heard)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(k => Foreign.Any(f => k.StartsWith(f, StringComparison.OrdinalIgnoreCase))).ToList())
            start.Environment.Remove(name);
        // A build node that outlives its build holds the output open, and with it the wait for its end.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // Half the time of a build; the sources are analysed where the repository itself is built.
        start.Environment["RunAnalyzers"] = "false";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        void Hear(object _, DataReceivedEventArgs e)
        {
            if (e.Data is not null)
                heard(e.Data);
        }

        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            process.Dispose();
            Assert.Ignore($"{program} is not installed here: {e.Message}");
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
