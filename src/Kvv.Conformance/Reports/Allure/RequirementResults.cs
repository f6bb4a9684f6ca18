using System.Globalization;
using System.Text;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Reports.Html;
using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Allure;

/// <summary>A finding as an Allure test: request, answer and judgement as steps.</summary>
internal sealed class RequirementResults(RunFolder run, AllureFolder folder)
{
    private readonly ExchangeSteps _exchanges = new(run, folder);

    public AllureResult Of(RequirementInfo finding)
    {
        var fullName = $"Kvv.Conformance.{finding.Category}.{Subject(finding)}.{finding.Id}";
        var testCase = AllureIdentity.Hash(fullName);
        List<AllureParameter> parameters = [new("mode", finding.Mode), new("dialect", run.Result.Endpoint.Dialect, Excluded: true), new("model", run.Result.Endpoint.Model, Excluded: true)];
        var history = AllureIdentity.History(testCase, parameters);
        var duration = (long)Math.Ceiling(finding.DurationMs);
        var start = run.JudgedAt(finding.Id, finding.Mode)?.ToUnixTimeMilliseconds() - duration ?? run.Result.Run.StartedAt.ToUnixTimeMilliseconds();
        var stop = start + duration;
        var (steps, efforts) = _exchanges.Of(finding, start, stop);
        // Read from what was sent: a run that ends before it sends must not make another test of this one.
        if (efforts.Count > 0)
            parameters.Add(new("effort", string.Join(", ", efforts), Excluded: true));
        var status = AllureStatus.Of(finding.Status);
        var details = Details(finding);
        return new()
        {
            Uuid = AllureIdentity.Uuid(run.Result.Run.Id, history),
            Name = $"{finding.Id} {finding.Title} [{finding.Mode}]",
            FullName = fullName,
            TestCaseId = testCase,
            HistoryId = history,
            TitlePath = [finding.Category, Subject(finding), finding.Id],
            Status = status,
            Start = start,
            Stop = stop,
            StatusDetails = details,
            Description = Description(finding),
            Labels =
            [
                new("parentSuite", RequirementTable.Words(finding.Category)), new("suite", Subject(finding)), new("subSuite", finding.Id),
                new("epic", RequirementTable.Words(finding.Category)), new("feature", Subject(finding)), new("story", finding.Title),
                new("severity", AllureStatus.Severity(finding.Level, run.Result.Decides(finding))), new("tag", finding.Level), new("layer", "requirement"), new("package", $"Kvv.Conformance.{finding.Category}.{Subject(finding)}"),
                new("framework", "Kvv.Conformance"), new("language", "csharp"),
                .. Causes(finding).Select(f => new AllureLabel("tag", f)),
            ],
            Parameters = parameters,
            Links = Links(finding),
            Steps = [.. steps, new AllureStep(Judgement(finding), status, stop, stop) { StatusDetails = details }],
        };
    }

    private static string Judgement(RequirementInfo finding) => finding.Status == "pass" ? "judgement: the rule holds" : "judgement";

    private static string Subject(RequirementInfo finding) => finding.Subject.Length == 0 ? "other" : finding.Subject;

    // What the diagnosis found likely, when it did; else what is known to break the rule.
    private IReadOnlyList<string> Causes(RequirementInfo finding) => Likely(finding) is { Count: > 0 } likely ? [.. likely.Select(f => f.Id)] : finding.Faults;

    private List<FaultInfo> Likely(RequirementInfo finding) =>
        finding.Status == "fail" ? [.. run.Result.Faults.Where(f => f.Standing == "likely" && f.Requirements.Contains(finding.Id))] : [];

    private AllureDetails? Details(RequirementInfo finding)
    {
        var text = VisibleText.Cut(VisibleText.Of(finding.Actual ?? ""), 8000);
        return AllureStatus.Category(finding) is { } category
            ? new($"{category}: {finding.Title}\nexpected: {finding.Expected ?? finding.Title}\nactual: {text}{(Causes(finding).Count == 0 ? "" : $"\n{(Likely(finding).Count > 0 ? "likely cause" : "may be")}: {string.Join(", ", Causes(finding))}")}")
            {
                Expected = finding.Status == "fail" ? finding.Expected ?? finding.Title : null,
                Actual = finding.Status == "fail" ? text : null,
            }
            : text.Length > 0 && finding.Status != "pass" ? new(text) : null;
    }

    private string Description(RequirementInfo finding)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{finding.Title}\n\nLevel: {finding.Level}. Source: {finding.Source}.\n");
        foreach (var fault in Likely(finding))
            text.Append(CultureInfo.InvariantCulture, $"\n**Likely cause: {fault.Id}** ({fault.Title}).{(fault.Reason is null ? "" : $" {fault.Reason}")}{(fault.Cause is null ? "" : $" Usual cause: {fault.Cause}")}\n\n**What to do:** {fault.Hint}\n\nIn the catalogue: `{FaultPage.RelativePath}#{fault.Id}`, or `kvv faults show {fault.Id}`.\n");
        var others = run.Result.Faults.Where(f => finding.Faults.Contains(f.Id)).Except(Likely(finding)).Select(f => $"{f.Id} ({f.Title})").ToList();
        if (others.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n{(Likely(finding).Count > 0 ? "Is also broken by" : "May be")}: {string.Join("; ", others)}.\n");
        return text.ToString();
    }

    private List<AllureLink> Links(RequirementInfo finding)
    {
        var links = SourceLinks.Threads(finding.Source).Select(t => new AllureLink(t.Name, t.Url, "link")).ToList();
        foreach (var fault in run.Result.Faults.Where(f => Causes(finding).Contains(f.Id)))
            links.AddRange(fault.Links.Where(l => SourceLinks.IsHttps(l.Url)).Select(l => new AllureLink($"{fault.Id}: {l.Name}", l.Url, "issue")));
        return [.. links.DistinctBy(l => l.Url)];
    }
}
