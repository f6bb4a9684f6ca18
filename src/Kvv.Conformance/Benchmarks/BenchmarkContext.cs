using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks;

/// <summary>What a benchmark is made from.</summary>
public sealed class BenchmarkContext
{
    /// <summary>Creates a context.</summary>
    /// <param name="probes">Model, dialect and profile.</param>
    /// <param name="settings">The settings of the run.</param>
    /// <param name="fixturesFolder">The folder <c>fixtures</c>.</param>
    public BenchmarkContext(ProbeContext probes, ConformanceSettings settings, string fixturesFolder)
    {
        Probes = probes;
        Settings = settings;
        FixturesFolder = fixturesFolder;
    }

    /// <summary>Model and dialect, as every probe of the run uses them.</summary>
    public ProbeContext Probes { get; }

    /// <summary>The contract of the model.</summary>
    public ModelProfile Profile => Probes.Profile;

    /// <summary>The settings of the run.</summary>
    public ConformanceSettings Settings { get; }

    /// <summary>The folder <c>fixtures</c>.</summary>
    public string FixturesFolder { get; }

    /// <summary>A file under <c>fixtures</c>.</summary>
    /// <param name="parts">Folders and file name.</param>
    public string Fixture(params string[] parts) => Path.Combine([FixturesFolder, .. parts]);

    /// <summary>The profile's figures and decoding for a benchmark, or <see langword="null"/> when it has none.</summary>
    /// <param name="id">The benchmark.</param>
    public BenchmarkTarget? Target(string id) => Profile.Benchmarks.GetValueOrDefault(id);

    /// <summary>A streamed request with a decoding of the profile.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="decoding">How answers are drawn.</param>
    public ChatRequest Request(JsonArray messages, Decoding decoding) => Probes.BenchmarkRequest(messages, decoding);

    /// <summary>
    /// The same for an item of this repository: a line that the seed draws stands at its head, so that its prompt is another in
    /// every run. Published sets go out as they are published, with <see cref="Request"/>.
    /// </summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="decoding">How answers are drawn.</param>
    /// <param name="item">What shares one line: <see langword="null"/> for all requests with the same first user message.</param>
    internal ChatRequest OwnRequest(JsonArray messages, Decoding decoding, string? item = null) =>
        Request(Letterhead.On(messages, Probes.Seed, item ?? Letterhead.ItemOf(messages)), decoding);
}
