using System.Diagnostics;

namespace Kvv.Agents.Sandboxes;

/// <summary>Starts programs of the host with three pipes and no more of the host's environment than they are given.</summary>
internal static class PipedProcess
{
    /// <summary>Starts a program in the root folder.</summary>
    /// <param name="program">Its absolute path.</param>
    /// <param name="arguments">Its arguments, none of which a shell gets to see.</param>
    /// <param name="environment">All the variables it gets.</param>
    /// <exception cref="SandboxException">It did not start.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program, or it may not be run.</exception>
    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
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
        return Process.Start(start) ?? throw new SandboxException($"{program} did not start.");
    }
}
