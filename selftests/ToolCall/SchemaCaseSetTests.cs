using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Conformance.Benchmarks.ToolCalls;
using Kvv.Schemas;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.ToolCalls;

/// <summary>The built-in schema cases: each is what it says it is.</summary>
[TestFixture]
public sealed class SchemaCaseSetTests
{
    private static readonly SchemaCaseSet Own = SchemaCaseSet.ReadOwn(Path.Combine(RepositoryRoot.Path, "fixtures", "tool-call", "schemas"));

    [Test]
    public void ThereAreAtLeast204CasesOver17Subjects()
    {
        var allowed = Own.Cases.Where(c => c.IsAllowed).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(allowed, Has.Count.GreaterThanOrEqualTo(204));
            Assert.That(allowed.Select(c => c.Subject).Distinct().Count(), Is.EqualTo(17));
            Assert.That(Own.Cases.Select(c => c.Id), Is.Unique);
            Assert.That(allowed.Select(c => c.Schema.ToJsonString()).Distinct().Count(), Is.GreaterThanOrEqualTo(204));
        }
    }

    [Test]
    public void EveryAllowedCaseIsMfjsAsWrittenAndWrapped() => Assert.That(
        Own.Cases.Where(c => c.IsAllowed).SelectMany(c => Lint(c.Schema).Concat(Lint(CaseWrapping.Wrap(c.Schema))).Select(v => $"{c.Id}: {v}")), Is.Empty);

    [Test]
    public void EveryAllowedCaseHasASmallInstanceThatIsValid()
    {
        var wrong = new List<string>();
        foreach (var schemaCase in Own.Cases.Where(c => c.IsAllowed))
        {
            var schema = JsonSchema.Compile(CaseWrapping.Wrap(schemaCase.Schema).ToJsonString(WireJson.Relaxed));
            var made = InstanceGenerator.Minimal(schema);
            if (!made.IsGenerated)
                wrong.Add($"{schemaCase.Id}: {made.Reason}");
            else if (schema.Validate(JsonElement.Parse(made.Instance!.ToJsonString())) is { IsValid: false } verdict)
                wrong.Add($"{schemaCase.Id}: {verdict.Errors[0]}");
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void EveryRefusedCaseBreaksTheRuleItNamesOnceWrapped() => Assert.That(
        Own.Cases.Where(c => !c.IsAllowed).Where(c => !Lint(CaseWrapping.Wrap(c.Schema)).Any(v => v.RuleId == c.Rule))
            .Select(c => $"{c.Id} {c.Rule}: {string.Join(", ", Lint(CaseWrapping.Wrap(c.Schema)).Select(v => v.RuleId))}"),
        Is.Empty);

    [Test]
    public void UpstreamsOwnFoldersGiveTheCasesThatUpstreamSends()
    {
        var folder = Path.Combine(RepositoryRoot.SharedData, "walle-valid");
        if (!Directory.Exists(folder))
            Assert.Ignore($"The walle-valid schemas are not at {folder}.");
        var cases = UpstreamCases.Read(folder).Cases;
        // The folder is of a later version than upstream's snapshot: line 98 of one suite came on top.
        var snapshot = cases.Where(c => c.Id != "TestEnforcerCases-098").ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(snapshot, Has.Count.EqualTo(204));
            Assert.That(cases.Select(c => c.Id), Has.None.AnyOf(
                "TestEnforcerCases-003", "TestEnforcerCases-004", "TestEnforcerCases-024", "TestEnforcerCases-025", "TestEnforcerCases-027", "TestEnforcerCases-028", "TestRangeConstraints-003", "TestReferences-007"));
            // Seven refer to their own root, as upstream counts.
            Assert.That(snapshot.Count(c => CaseWrapping.Wrap(c.Schema).ToJsonString().Contains("__case_schema", StringComparison.Ordinal)), Is.EqualTo(7));
        }
    }

    [Test]
    public void WrappingHoistsDefinitionsFollowsTheRootAndDropsDefaults()
    {
        var schema = JsonNode.Parse("""{"$id":"x","$defs":{"__case_schema":{"type":"string"}},"type":"object","properties":{"self":{"$ref":"#"},"default":{"type":"null"},"a":{"type":"integer","default":3}}}""");
        Assert.That(CaseWrapping.Wrap(schema).ToJsonString(), Is.EqualTo(
            """{"type":"object","required":["value"],"additionalProperties":false,"$id":"x","$defs":{"__case_schema":{"type":"string"},"___case_schema":{"type":"object","properties":{"self":{"$ref":"#/$defs/___case_schema"},"a":{"type":"integer"}}}},"properties":{"value":{"$ref":"#/$defs/___case_schema"}}}"""));
    }

    private static IReadOnlyList<MfjsViolation> Lint(JsonNode schema) => MfjsLinter.Lint(schema.ToJsonString(WireJson.Relaxed));
}
