using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Allure;

/// <summary>
/// Findings in Allure's words. <c>failed</c> is what the endpoint did wrong; <c>broken</c> is what could not be judged
/// (no answer, too little evidence, a bug of the suite), so that a quality gate on failures does not wave it through;
/// <c>skipped</c> is what was not judged at all.
/// </summary>
internal static class AllureStatus
{
    public const string ContractFailure = "Contract failure";
    public const string Recommendation = "Recommendation not followed";
    public const string BelowBaseline = "Benchmark below baseline";
    public const string Undecided = "Undecided";
    public const string Infrastructure = "Infrastructure";
    public const string HarnessError = "Suite error";
    public const string TestError = "Test did not run to its end";

    /// <summary>The status of a finding.</summary>
    /// <param name="status">A finding's or metric's status as <c>result.json</c> spells it.</param>
    public static string Of(string status) => status switch
    {
        "pass" or "informative" => "passed",
        "fail" => "failed",
        "unsupported" or "notRun" => "skipped",
        _ => "broken",
    };

    /// <summary>How much a rule's failure weighs: the quality gate counts what is critical.</summary>
    /// <param name="level">The rule's level.</param>
    /// <param name="decides">Whether it decides the verdict of the run.</param>
    public static string Severity(string level, bool decides) => level switch
    {
        _ when decides => "critical",
        "should" => "minor",
        _ => "trivial",
    };

    /// <summary>The category of a finding: the first words of its message, which the report's categories match.</summary>
    public static string? Category(RequirementInfo finding) => finding.Status switch
    {
        "fail" => finding.Level == "must" ? ContractFailure : Recommendation,
        "undecided" => Undecided,
        "infrastructure" => Infrastructure,
        "harnessError" => HarnessError,
        _ => null,
    };
}
