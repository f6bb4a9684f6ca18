using System.CommandLine;
using System.Diagnostics;
using Kvv.Conformance.Reports;

namespace Kvv.Cli;

/// <summary><c>kvv report</c>: renders every report of a run folder anew, from its files alone.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var run = RunArgument.Create();
        var open = new Option<bool>("--open") { Description = "Open report.html in the browser." };
        var command = new Command("report", "Render report.html, summary.md and allure-results of a run folder anew.") { run, open };
        command.SetAction(parsed =>
        {
            try
            {
                var folder = RunArgument.Folder(parsed.GetValue(run)!);
                ReportWriter.Render(folder);
                var page = Path.Combine(folder, "report.html");
                parsed.InvocationConfiguration.Output.WriteLine($"Rendered {page}");
                if (parsed.GetValue(open))
                    Open(page);
                return 0;
            }
            catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                parsed.InvocationConfiguration.Error.WriteLine(e.Message);
                return 1;
            }
        });
        return command;
    }

    private static void Open(string page)
    {
        try
        {
            // Windows and macOS know "open this file"; elsewhere it is xdg-open's work.
            using var started = OperatingSystem.IsLinux()
                ? Process.Start(new ProcessStartInfo("xdg-open") { ArgumentList = { page }, UseShellExecute = false, RedirectStandardError = true })
                : Process.Start(new ProcessStartInfo(page) { UseShellExecute = true });
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"No program opens {page} here ({e.Message}). Open it in a browser.", e);
        }
    }
}
