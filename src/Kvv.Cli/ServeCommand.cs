using System.CommandLine;
using System.Globalization;
using Kvv.Conformance.Benchmarks.Reasoning;
using Kvv.ReferenceVendor;
using Kvv.ReferenceVendor.Vision;

namespace Kvv.Cli;

/// <summary><c>kvv serve</c>: the reference endpoint in a process of its own, healthy or with faults.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port on the loopback address; 0 takes a free one.", DefaultValueFactory = _ => 8080 };
        var profile = new Option<string>("--profile") { Description = "Name of a profile in the fixtures folder, or the path of a profile file.", DefaultValueFactory = _ => "kimi-k2.6" };
        var fixtures = new Option<string?>("--fixtures") { Description = "The fixtures folder; found from the working directory upwards when left out." };
        var faults = new Option<string>("--faults") { Description = "Faults to show, as id[:condition,condition],id2; none when left out.", DefaultValueFactory = _ => "" };
        var seed = new Option<ulong>("--seed") { Description = "Seed of everything that is drawn.", DefaultValueFactory = _ => 20_260_801UL };
        var skill = new Option<double>("--skill") { Description = "Share of items answered rightly, 0 to 1.", DefaultValueFactory = _ => 1.0 };
        var delay = new Option<double>("--token-delay") { Description = "Milliseconds between two tokens of a stream.", DefaultValueFactory = _ => 0.0 };
        var keyVariable = new Option<string?>("--api-key-variable") { Description = "Environment variable that holds the key to demand; none is demanded when left out." };
        var addresses = new Option<PictureAddresses>("--picture-addresses")
        {
            Description = "What becomes of pictures that are given by an http address: refused with a reason, fetched (from loopback addresses alone; for PictureServer=on), or ignored as a faulty endpoint does.",
            DefaultValueFactory = _ => PictureAddresses.Refused,
        };
        var command = new Command("serve", "Serve the reference endpoint until Ctrl-C.") { port, profile, fixtures, faults, seed, skill, delay, keyVariable, addresses };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var folder = FixturesFolder.Find(parsed.GetValue(fixtures));
                var path = FixturesFolder.Profile(folder, parsed.GetValue(profile)!);
                await using var endpoint = await ReferenceEndpoint.StartAsync(
                    new ReferenceOptions
                    {
                        ProfilePath = path,
                        AnswerKeyFolders = [Path.Combine(folder, "reasoning"), Path.Combine(folder, "multimodal"), Path.Combine(folder, "tool-call")],
                        Answers = DrawnAnswers.For(parsed.GetValue(seed)),
                        RehearsalFolders = [Path.Combine(folder, "agentic")],
                        ApiKey = Key(parsed.GetValue(keyVariable)),
                        Port = parsed.GetValue(port),
                        Seed = parsed.GetValue(seed),
                        Skill = parsed.GetValue(skill),
                        Faults = parsed.GetValue(faults)!,
                        PictureAddresses = parsed.GetValue(addresses),
                        TokenDelay = TimeSpan.FromMilliseconds(parsed.GetValue(delay)),
                        ModelName = $"{Path.GetFileNameWithoutExtension(path)}-reference",
                    },
                    cancellationToken);
                await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Serving {endpoint.ModelId} at {endpoint.BaseUrl} (Ctrl-C ends it)."));
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"Test it: KVV_BASE_URL={endpoint.BaseUrl} KVV_MODEL={endpoint.ModelId} dotnet test Kvv.Conformance.sln");
                await UntilCancelled(cancellationToken);
                return 0;
            }
            catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Message);
                return 1;
            }
        });
        return command;
    }

    private static string? Key(string? variable)
    {
        if (variable is null)
            return null;
        var key = Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrWhiteSpace(key) ? throw new ArgumentException($"The environment variable {variable} is not set.") : key;
    }

    private static Task UntilCancelled(CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource();
        cancellationToken.Register(ended.SetResult);
        return ended.Task;
    }
}
