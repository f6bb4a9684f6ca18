using System.Diagnostics;
using System.Text;
using Kvv.SelfTests.CommandLine;
using Kvv.SelfTests.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Documentation;

/// <summary>
/// Where the commands of one page are run: a folder that looks like the repository (by links) and has its own <c>runs</c> and
/// data sets. Commands run what is built; port 8080 of the pages is a free one here.
/// </summary>
internal sealed class Workplace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kvv-documentation-");
    private readonly string _port = ScriptedServer.UnusedPort().ToString(System.Globalization.CultureInfo.InvariantCulture);
    private readonly Dictionary<string, string> _exported = [];
    private readonly List<Process> _background = [];

    public Workplace()
    {
        foreach (var entry in new DirectoryInfo(RepositoryRoot.Path).EnumerateFileSystemInfos().Where(e => e.Name is not ("runs" or "artifacts" or ".git")))
        {
            var link = Path.Combine(_folder.FullName, entry.Name);
            _ = entry is DirectoryInfo ? Directory.CreateSymbolicLink(link, entry.FullName) : File.CreateSymbolicLink(link, entry.FullName);
        }
    }

    /// <summary>Runs a block and holds it against what the page says.</summary>
    public async Task RunAsync(Page page, ConsoleBlock block)
    {
        foreach (var step in block.Steps)
        {
            var expected = step.Expected.Select(OnFreePort).ToList();
            var (exit, output) = block.IsBackground ? (0, await StartAsync(step.Command, expected)) : await FinishAsync(step.Command);
            var place = $"{page.Path}:{block.Line}: $ {step.Command}";
            await TestContext.Out.WriteLineAsync($"{place}\n{output}");
            using (Assert.EnterMultipleScope())
            {
                Assert.That(exit, Is.EqualTo(block.Exit), $"{place}\nthe exit code; it printed:\n{output}");
                Assert.That(ExpectedOutput.Missing(expected, output), Is.Null, $"{place}\nthis quoted line is not in its output:\n{output}");
            }
        }
    }

    public void Dispose()
    {
        foreach (var process in _background)
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            process.Dispose();
        }

        foreach (var link in _folder.EnumerateFileSystemInfos().Where(e => e.LinkTarget is not null))
            link.Delete();
        _folder.Delete(recursive: true);
    }

    private string OnFreePort(string text) => text.Replace("8080", _port, StringComparison.Ordinal);

    private async Task<(int Exit, string Output)> FinishAsync(string command)
    {
        var words = Words(OnFreePort(command)).ToList();
        if (words[0] == "export")
        {
            foreach (var (name, value) in words.Skip(1).Select(Assignment))
                _exported[name] = value;
            return (0, "");
        }

        if (words[0] == "cat")
            return (0, await File.ReadAllTextAsync(Path.Combine(_folder.FullName, words[1])));
        var output = new StringBuilder();
        using var process = Start(words, output, null);
        await process.WaitForExitAsync(TestContext.CurrentContext.CancellationToken);
        return (process.ExitCode, Text(output));
    }

    /// <summary>Starts a command that stays, and waits until it has printed what the page quotes.</summary>
    private async Task<string> StartAsync(string command, List<string> expected)
    {
        var output = new StringBuilder();
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = Start([.. Words(OnFreePort(command))], output, () =>
        {
            if (ExpectedOutput.Missing(expected, Text(output)) is null)
                seen.TrySetResult();
        });
        _background.Add(process);
        await Task.WhenAny(seen.Task, process.WaitForExitAsync(TestContext.CurrentContext.CancellationToken));
        return Text(output);
    }

    private Process Start(List<string> words, StringBuilder output, Action? heard)
    {
        var assignments = words.TakeWhile(w => w.Contains('=') && char.IsUpper(w[0])).Select(Assignment).ToList();
        var start = new ProcessStartInfo("dotnet", Arguments(words[assignments.Count..])) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("KVV_", StringComparison.Ordinal) || k.StartsWith("GITHUB_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["KVV_RUN_DIRECTORY"] = Path.Combine(_folder.FullName, "runs");
        start.Environment["KVV_DATASETS"] = Path.Combine(_folder.FullName, "data");
        foreach (var (name, value) in _exported.Select(e => (e.Key, e.Value)).Concat(assignments))
            start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        void Hear(object _, DataReceivedEventArgs e)
        {
            if (e.Data is null)
                return;
            lock (output)
                output.AppendLine(e.Data);
            heard?.Invoke();
        }

        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>The built program behind a command of the pages. Nothing else is run.</summary>
    private static List<string> Arguments(List<string> words) => words switch
    {
        ["kvv", .. var rest] => [ProductProcess.KvvPath, .. rest],
        ["dotnet", "run", "--project", "src/Kvv.Cli", "--", .. var rest] => [ProductProcess.KvvPath, .. rest],
        ["dotnet", "test", "Kvv.Conformance.sln", .. var rest] => ["test", ProductProcess.SuitePath, .. ProductProcess.DefaultSettings(rest)],
        _ => throw new AssertionException($"\"{string.Join(' ', words)}\" cannot be run here: a block to run holds kvv, dotnet test Kvv.Conformance.sln, cat and export only."),
    };

    private static (string Name, string Value) Assignment(string word) => (word[..word.IndexOf('=', StringComparison.Ordinal)], word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..]);

    private static string Text(StringBuilder output)
    {
        lock (output)
            return output.ToString();
    }

    /// <summary>Words as a shell splits them, for plain and quoted words.</summary>
    internal static IEnumerable<string> Words(string command)
    {
        var word = new StringBuilder();
        var (quote, inWord) = ('\0', false);
        foreach (var c in command)
        {
            if (quote != '\0' ? c == quote : c is '\'' or '"')
                (quote, inWord) = (quote == '\0' ? c : '\0', true);
            else if (c == ' ' && quote == '\0')
            {
                if (inWord)
                    yield return word.ToString();
                word.Clear();
                inWord = false;
            }
            else if (c == '#' && quote == '\0' && !inWord)
                break;
            else
                (_, inWord) = (word.Append(c), true);
        }

        if (inWord)
            yield return word.ToString();
    }
}
