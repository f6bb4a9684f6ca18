using System.Text.Json.Nodes;

namespace Kvv.SelfTests.ReferenceVendor.FaultProofs;

/// <summary>How one fault shows from outside: a probe that says yes of the faulty endpoint and no of the healthy one.</summary>
/// <param name="Id">The fault.</param>
/// <param name="Shows">The probe.</param>
internal sealed record FaultProof(string Id, Func<Endpoint, Task<bool>> Shows)
{
    public string Profile { get; init; } = "kimi-k3";

    /// <summary>Conditions to switch it on with; chances become certainty, thresholds small.</summary>
    public string Conditions { get; init; } = "";

    public override string ToString() => Id;

    /// <summary>A proof that looks at one reply.</summary>
    public static FaultProof One(string id, JsonObject request, Func<Reply, bool> shows, string profile = "kimi-k3", string conditions = "") =>
        new(id, async e => shows(await e.SendAsync(request))) { Profile = profile, Conditions = conditions };

    /// <summary>A proof that compares two replies.</summary>
    public static FaultProof Pair(string id, JsonObject first, JsonObject second, Func<Reply, Reply, bool> shows, string profile = "kimi-k3", string conditions = "") =>
        new(id, async e => shows(await e.SendAsync(first), await e.SendAsync(second))) { Profile = profile, Conditions = conditions };
}
