using System.CommandLine;

namespace Kvv.Cli;

/// <summary><c>kvv schema check</c>: validates, lints and generates with the suite's own JSON Schema library.</summary>
internal static class SchemaCommand
{
    public static Command Create() => new("schema", "Work with JSON Schema.") { Check() };

    private static Command Check()
    {
        var file = new Argument<string>("file") { Description = "A schema, or with --schema an instance; - for standard input." };
        var schema = new Option<string?>("--schema") { Description = "Validate FILE against this schema (draft 2020-12)." };
        var lines = new Option<bool>("--lines") { Description = "FILE is JSON Lines: check each line by itself." };
        var mfjs = new Option<string?>("--mfjs") { Description = "Lint the schema in FILE as Moonshot-flavoured JSON Schema: ultra (when no level is given), strict or lite.", Arity = ArgumentArity.ZeroOrOne };
        var generate = new Option<string?>("--generate") { Description = "Print an instance of the schema in FILE: minimal (when nothing is given) or random.", Arity = ArgumentArity.ZeroOrOne };
        var seed = new Option<ulong>("--seed") { Description = "Seed of a random instance; the same seed gives the same instance.", DefaultValueFactory = _ => 1 };
        var format = new Option<bool>("--assert-format") { Description = "Hold strings to their \"format\"; draft 2020-12 only annotates them." };
        var command = new Command("check", "Check a schema, or an instance against a schema; exit code 1 when it is invalid.") { file, schema, lines, mfjs, generate, seed, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var check = new SchemaCheck
                {
                    File = parsed.GetValue(file)!,
                    Schema = parsed.GetValue(schema),
                    Lines = parsed.GetValue(lines),
                    MfjsLevel = parsed.GetResult(mfjs) is null ? null : Choice("--mfjs", parsed.GetValue(mfjs), "ultra", "strict", "lite"),
                    Generate = parsed.GetResult(generate) is null ? null : Choice("--generate", parsed.GetValue(generate), "minimal", "random"),
                    Seed = parsed.GetValue(seed),
                    AssertFormat = parsed.GetValue(format),
                };
                return await check.RunAsync(Console.In, parsed.InvocationConfiguration.Output, cancellationToken) ? 0 : 1;
            }
            catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Message);
                return 1;
            }
        });
        return command;
    }

    /// <summary>The first choice when nothing is given. An option takes the word after it, so a file may stand there by mistake.</summary>
    private static string Choice(string option, string? given, params string[] choices) =>
        given is null ? choices[0]
        : choices.Contains(given) ? given
        : throw new ArgumentException($"{option} takes {string.Join(", ", choices)} or nothing, not \"{given}\". Put the file before {option}.");
}
