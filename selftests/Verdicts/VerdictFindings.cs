using Kvv.Conformance;
using Kvv.Conformance.Findings;
using Kvv.Conformance.Requirements;

namespace Kvv.SelfTests.Verdicts;

/// <summary>Findings for the verdict rule, of which nothing counts but status, level and id.</summary>
internal static class VerdictFindings
{
    public static Finding Of(FindingStatus status, Level level, string id = "X-Y-001") => new()
    {
        Requirement = new Requirement { Id = id, Title = "A rule.", Level = level, Scope = Scope.Portable, Source = "here", Category = Category.PreVerification },
        Mode = "whole",
        Status = status,
    };
}
