namespace Kvv.Conformance.Requirements;

/// <summary>How binding a requirement is (RFC 2119 words).</summary>
public enum Level
{
    /// <summary>Decides the verdict.</summary>
    Must,

    /// <summary>A recommendation: reported; decides where the run requires recommendations.</summary>
    Should,

    /// <summary>Reported for information, never decides.</summary>
    May,
}

/// <summary>Whose rule it is.</summary>
public enum Scope
{
    /// <summary>Every OpenAI-compatible endpoint.</summary>
    Portable,

    /// <summary>The contract of the profile's model.</summary>
    Contract,

    /// <summary>A vendor's nicety.</summary>
    Nicety,
}

/// <summary>One rule of the contract, as the catalogue states it.</summary>
public sealed record Requirement
{
    /// <summary>Semantic id, for example <c>PARAM-TEMP-002</c>; never reused, never renumbered.</summary>
    public required string Id { get; init; }

    /// <summary>The rule in one sentence.</summary>
    public required string Title { get; init; }

    /// <summary>How binding it is.</summary>
    public required Level Level { get; init; }

    /// <summary>
    /// Profiles, by name, whose maker demands what is a recommendation elsewhere: there it is a <c>must</c>. <see cref="Source"/> says where.
    /// </summary>
    public IReadOnlyList<string> BindsIn { get; init; } = [];

    /// <summary>Whose rule it is.</summary>
    public required Scope Scope { get; init; }

    /// <summary>Where the rule comes from.</summary>
    public required string Source { get; init; }

    /// <summary>The faults that a failure suggests, most usual first: ids of <c>fixtures/faults.json</c>.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>
    /// For an always-on rule: the anomaly kinds that break it, in any reply of the run. Empty for a rule that has a check of
    /// its own.
    /// </summary>
    public IReadOnlyList<string> Anomalies { get; init; } = [];

    /// <summary>For an always-on rule: the share of replies that may show an anomaly before the rule fails, 0 to 1.</summary>
    public double MaxRate { get; init; }

    /// <summary>The part of the suite it belongs to, from its catalogue file's folder: <c>PreVerification</c>, <c>ToolCall</c> …</summary>
    public string Category { get; init; } = "";

    /// <summary>The subject, from its catalogue file's name: <c>parameters</c>, <c>streaming</c> …</summary>
    public string Subject { get; init; } = "";

    /// <summary>Whether it is judged on every reply of the run instead of by a check of its own.</summary>
    public bool IsAlwaysOn => Anomalies.Count > 0;
}
