using Kvv.Agents.Loop;
using Kvv.Conformance.Profiles;
using Kvv.Evaluation.Benchmarks;
using Kvv.ReferenceVendor;
using Kvv.Wire;
using Kvv.Wire.Detection;

namespace Kvv.SelfTests.Agents;

/// <summary>Plays episodes against the reference endpoint over HTTP, as a run does, without the gate before it.</summary>
internal static class PlayedEpisodes
{
    public static string Fixtures { get; } = Path.Combine(RepositoryRoot.Path, "fixtures");

    /// <summary>The plan of a profile whose requests go to the reference endpoint.</summary>
    public static AgentPlan Plan { get; } = new()
    {
        System = "",
        Request = messages => ChatRequest.Empty.With("model", "kimi-k2.6").With("messages", messages).With("max_tokens", 16384).With("temperature", 1.0).With("top_p", 0.95)
            .With("stream", true).With("stream_options", new System.Text.Json.Nodes.JsonObject { ["include_usage"] = true }),
        ThinkingExpected = true,
    };

    /// <summary>Plays the samples one after another.</summary>
    public static async Task<IReadOnlyDictionary<string, PlayedTrial>> PlayAsync(IEpisodeBook book, IEnumerable<Sample> samples, string faults = "", double skill = 1)
    {
        var profile = new ProfileStore(Path.Combine(Fixtures, "models")).Load("kimi-k2.6");
        var format = new ChatFormat(profile.ChatFormat.ControlStrings, profile.ChatFormat.ThinkTags);
        await using var endpoint = await ReferenceEndpoint.StartAsync(new ReferenceOptions
        {
            ProfilePath = Path.Combine(Fixtures, "models", "kimi-k2.6.json"),
            RehearsalFolders = [Path.Combine(Fixtures, "agentic")],
            Faults = faults,
            Skill = skill,
        });
        using var transport = new ChatTransport(new EndpointOptions { BaseUrl = endpoint.BaseUrl, RetryDelay = TimeSpan.Zero }, TimeProvider.System, new Random(1));
        var play = new EpisodePlay(book, TimeProvider.System);
        var played = new Dictionary<string, PlayedTrial>(StringComparer.Ordinal);
        foreach (var sample in samples)
            played[sample.Id] = await play.PlayAsync(new TrialContext(sample, 0, sample.Id, SendAsync, null), CancellationToken.None);
        return played;

        async Task<Exchange> SendAsync(ChatRequest request, string origin, CancellationToken cancellationToken)
        {
            var exchange = await transport.SendAsync(request, new ExchangeLimits { MaxAttempts = 1 }, cancellationToken);
            return exchange.Reply is { } reply
                ? exchange with { Anomalies = [.. exchange.Anomalies, .. DetectorSet.Default.Inspect(new Inspection(request, reply, request.IsStreamed, format))] }
                : exchange;
        }
    }
}
