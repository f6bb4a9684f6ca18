using System.Diagnostics;
using NUnit.Framework;

namespace Kvv.SelfTests.Images;

/// <summary>A decoder that is not ours: Pillow, where a Python of this machine has it.</summary>
internal static class Pillow
{
    private static readonly string[] Pythons = ["/usr/bin/python3", "python3", "python"];

    private static readonly Lazy<string?> Python = new(() => Pythons.FirstOrDefault(p => Run(p, "import PIL.Image") is not null));

    /// <summary>What a script prints; the test is ignored when there is no Pillow.</summary>
    public static string Run(string script)
    {
        if (Python.Value is not { } python)
            Assert.Ignore("There is no Python with Pillow on this machine, so nothing independent can read what we wrote.");
        return Run(Python.Value!, script) ?? throw new InvalidOperationException("The script failed.");
    }

    private static string? Run(string python, string script)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardInput.Write(script);
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                TestContext.Out.WriteLine(errors.Result);
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program.
            return null;
        }
    }
}
