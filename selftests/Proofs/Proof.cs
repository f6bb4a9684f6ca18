using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>One way to break a requirement on purpose. Under it at least one finding of the requirement must fail.</summary>
internal sealed record Proof
{
    /// <summary>The requirement's id.</summary>
    public required string Requirement { get; init; }

    /// <summary>How the endpoint misbehaves, as a cell of the generated table: a fault's id in backticks, or a clause.</summary>
    public required string What { get; init; }

    /// <summary>The misbehaving endpoint.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>For an always-on rule: the requirements whose checks make the traffic in which it shows.</summary>
    public IReadOnlyList<string> Traffic { get; init; } = [];

    /// <summary>By a fault of the reference endpoint.</summary>
    /// <param name="requirement">The requirement's id.</param>
    /// <param name="faultSpec">One of <c>ReferenceEndpoint.KnownFaults</c>, conditions included.</param>
    /// <param name="profile">The profile to play.</param>
    public static Proof ByFault(string requirement, string faultSpec, string profile = "kimi-k2.6") => new()
    {
        Requirement = requirement,
        What = $"fault `{faultSpec}`",
        Scenario = new() { Profile = profile, Faults = faultSpec },
    };

    /// <summary>By changing answers of a healthy endpoint.</summary>
    /// <param name="requirement">The requirement's id.</param>
    /// <param name="what">How the endpoint misbehaves, in a clause.</param>
    /// <param name="changeReply">The change; called from several threads at once.</param>
    /// <param name="profile">The profile to play.</param>
    public static Proof ByMangling(string requirement, string what, Func<MangledCall, MangledCall> changeReply, string profile = "kimi-k2.6") => new()
    {
        Requirement = requirement,
        What = what,
        Scenario = new() { Profile = profile, ChangeReply = changeReply },
    };

    /// <summary>By changing requests before a healthy endpoint sees them.</summary>
    /// <param name="requirement">The requirement's id.</param>
    /// <param name="what">How the endpoint misbehaves, in a clause.</param>
    /// <param name="changeRequest">The change; called from several threads at once.</param>
    /// <param name="profile">The profile to play.</param>
    public static Proof ByRequest(string requirement, string what, Func<JsonObject, JsonObject> changeRequest, string profile = "kimi-k2.6") => new()
    {
        Requirement = requirement,
        What = what,
        Scenario = new() { Profile = profile, ChangeRequest = changeRequest },
    };

    /// <summary>The same proof, shown in the traffic of these requirements' checks (always-on rules only).</summary>
    public Proof In(params string[] traffic) => this with { Traffic = traffic };

    /// <summary>The same proof with answers that take a while, so that requests run side by side.</summary>
    public Proof Overlapping() => this with { Scenario = Scenario with { TokenDelay = TimeSpan.FromMilliseconds(10) } };

    /// <summary>The same proof in a run of another tier, for the opt-in parts.</summary>
    public Proof AtTier(string tier) => this with { Scenario = Scenario with { Settings = new Dictionary<string, string> { ["KVV_TIER"] = tier } } };

    public override string ToString() => $"{Requirement} by {What} ({Scenario.Profile})";
}

/// <summary>Proofs of one subject's requirements. Implementations are found by reflection.</summary>
internal interface IProofSource
{
    IEnumerable<Proof> Proofs { get; }
}
