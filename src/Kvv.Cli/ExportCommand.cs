using System.CommandLine;
using Kvv.Conformance.Reports;
using Kvv.Conformance.Reports.Machine;

namespace Kvv.Cli;

/// <summary><c>kvv export</c>: a run's result in the form of another tool.</summary>
internal static class ExportCommand
{
    public static Command Create() => new("export", "Write the result of a run in the form that another tool collects.") { InferenceX() };

    private static Command InferenceX()
    {
        var run = RunArgument.Create();
        var output = new Option<string?>("--output", "-o") { Description = "A file, or a folder in which the file gets the name that the collector expects; the run folder when left out, - for standard output." };
        var command = new Command("inferencex", $"The form {InferenceXExport.Format}: scores by task.") { run, output };
        command.SetAction(parsed =>
        {
            try
            {
                var folder = RunArgument.Folder(parsed.GetValue(run)!);
                var result = RunResult.Read(folder);
                var text = InferenceXExport.Render(result);
                var target = parsed.GetValue(output) ?? folder;
                if (target == "-")
                {
                    parsed.InvocationConfiguration.Output.Write(text);
                    return 0;
                }

                var path = Directory.Exists(target) ? Path.Combine(target, InferenceXExport.FileName(result)) : target;
                File.WriteAllText(path, text);
                parsed.InvocationConfiguration.Output.WriteLine($"Wrote {path}");
                return 0;
            }
            catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                parsed.InvocationConfiguration.Error.WriteLine(e.Message);
                return 1;
            }
        });
        return command;
    }
}
