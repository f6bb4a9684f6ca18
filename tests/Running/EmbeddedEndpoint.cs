using Kvv.Conformance.Benchmarks.Reasoning;
using Kvv.Conformance.Session;
using Kvv.ReferenceVendor;
using Kvv.ReferenceVendor.Vision;

namespace Kvv.Conformance.Tests.Running;

/// <summary>The reference endpoint inside this process, on a free loopback port.</summary>
internal sealed class EmbeddedEndpoint(ReferenceEndpoint endpoint) : IEmbeddedEndpoint
{
    public Uri BaseUrl => endpoint.BaseUrl;

    public string Model => endpoint.ModelId;

    public static async Task<IEmbeddedEndpoint> StartAsync(EmbeddedEndpointOptions options, CancellationToken cancellationToken) =>
        new EmbeddedEndpoint(await ReferenceEndpoint.StartAsync(
            new ReferenceOptions
            {
                ProfilePath = options.ProfilePath,
                AnswerKeyFolders = [Path.Combine(options.FixturesFolder, "reasoning"), Path.Combine(options.FixturesFolder, "multimodal"), Path.Combine(options.FixturesFolder, "tool-call")],
                Answers = DrawnAnswers.For(options.Seed),
                RehearsalFolders = [Path.Combine(options.FixturesFolder, "agentic")],
                Faults = options.Faults,
                Seed = options.Seed,
                ApiKey = options.ApiKey,
                PictureAddresses = options.FetchesPictures ? PictureAddresses.Fetched : PictureAddresses.Refused,
                // Honest about what it is, in every reply.
                ModelName = $"{Path.GetFileNameWithoutExtension(options.ProfilePath)}-reference",
            },
            cancellationToken));

    public ValueTask DisposeAsync() => endpoint.DisposeAsync();
}
