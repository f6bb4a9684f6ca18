using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>How an endpoint behaves in a proof or a trap: a reference endpoint with faults, and changes on the way to and from it.</summary>
internal sealed record Scenario
{
    /// <summary>Profile of the model that is played and judged.</summary>
    public string Profile { get; init; } = "kimi-k2.6";

    /// <summary>Faults of the reference endpoint, as its <c>--faults</c> takes them.</summary>
    public string Faults { get; init; } = "";

    /// <summary>Changes a request before it is forwarded. Called from several threads at once.</summary>
    public Func<JsonObject, JsonObject>? ChangeRequest { get; init; }

    /// <summary>Changes an answer before it goes back. Called from several threads at once.</summary>
    public Func<MangledCall, MangledCall>? ChangeReply { get; init; }

    /// <summary>Changes a copy of the profile that both the endpoint and the suite read.</summary>
    public Action<JsonObject>? EditProfile { get; init; }

    /// <summary>Time per token: lets requests overlap, for what shows only side by side.</summary>
    public TimeSpan TokenDelay { get; init; }

    /// <summary>Whether the run has a key, and the endpoint demands it.</summary>
    public bool WithKey { get; init; } = true;

    /// <summary>Further settings of the run, by environment variable.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
