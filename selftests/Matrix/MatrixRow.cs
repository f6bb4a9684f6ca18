using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Matrix;

/// <summary>One row of the fault matrix: a fault of the reference endpoint, and how it is shown to the suite.</summary>
internal sealed record MatrixRow(string Fault)
{
    /// <summary>Conditions in the place of the fault's own, as <c>--faults</c> takes them after the colon; empty for its own.</summary>
    public string Conditions { get; init; } = "";

    /// <summary>The model that is played: some faults act only on one with the feature they break.</summary>
    public string Profile { get; init; } = "kimi-k2.6";

    /// <summary>Changes a copy of the profile that both the endpoint and the suite read.</summary>
    public Action<JsonObject>? EditProfile { get; init; }

    /// <summary>
    /// The benchmarks that run besides pre-verification, by id: in the same run when the gate opens, else by themselves.
    /// </summary>
    public IReadOnlyList<string> Benchmarks { get; init; } = [];

    /// <summary>Further settings of the run, by environment variable.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether its run mostly waits for answers that never come.</summary>
    public bool Waits => Settings.ContainsKey("KVV_REQUEST_TIMEOUT");

    /// <summary>Whether prompt tokens are held against counts of a healthy endpoint, published beforehand as a maker does.</summary>
    public bool HasPublishedCounts { get; init; }

    /// <summary>
    /// Why nothing that the fault breaks is binding, for one that breaks only recommendations: its verdict must stay <c>conforms</c>, and
    /// be <c>fails</c> where the run requires recommendations.
    /// <see langword="null"/> for every other, whose verdict must not.
    /// </summary>
    public string? BreaksOnlyRecommendations { get; init; }

    /// <summary>Whether which requests it hits depends on the order in which they arrive, so that two runs differ.</summary>
    public bool Unsteady { get; init; }

    /// <summary>Whether it strikes by what was asked before, so that which of its checks break follows the order of the requests.</summary>
    public bool DependsOnOrder { get; init; }

    /// <summary>The fault as the reference endpoint is given it.</summary>
    public string Given => Conditions.Length == 0 ? Fault : $"{Fault}:{Conditions}";

    /// <summary>The same row in a run that requires recommendations, by pre-verification alone.</summary>
    public MatrixRow Strict() => this with { Benchmarks = [], Settings = new Dictionary<string, string>(Settings) { ["KVV_RECOMMENDATIONS"] = "require" } };

    public override string ToString() => Given;
}
