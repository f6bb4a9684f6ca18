using System.CommandLine;
using Kvv.Conformance.Merging;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Settings;
using Kvv.Conformance.Verdicts;

namespace Kvv.Cli;

/// <summary><c>kvv merge</c>: joins the run folders of all shards of one verification and judges once.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var runs = new Argument<string[]>("runs") { Description = "The run folders of all shards, or one folder that holds them.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string?>("--output", "-o") { Description = "The folder of run folders that gets the joined run; runs/ in the working directory when left out." };
        var fixtures = new Option<string?>("--fixtures") { Description = "The fixtures folder; found from the working directory upwards when left out." };
        var command = new Command("merge", "Join the run folders of shards and judge once; exits 0 when the verdict is conforms.") { runs, output, fixtures };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var writer = parsed.InvocationConfiguration.Output;
            try
            {
                var target = Path.GetFullPath(parsed.GetValue(output) ?? "runs");
                var outcome = await ShardMerge.JoinAsync(parsed.GetValue(runs)!, target, FixturesFolder.Find(parsed.GetValue(fixtures)), new ConsoleLines(writer), cancellationToken);
                foreach (var line in outcome.Summary)
                    await writer.WriteLineAsync(line);
                return outcome.Verdict.Kind == VerdictKind.Conforms ? 0 : 1;
            }
            catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or SettingsException or ProfileException or UnknownProfileException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Message);
                return 1;
            }
        });
        return command;
    }

    private sealed class ConsoleLines(TextWriter writer) : Kvv.Conformance.Session.IRunOutput
    {
        public void Line(string line) => writer.WriteLine(line);
    }
}
