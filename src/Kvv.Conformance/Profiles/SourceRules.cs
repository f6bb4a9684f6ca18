namespace Kvv.Conformance.Profiles;

/// <summary>Every <c>source</c> member of a profile leads somewhere.</summary>
internal static class SourceRules
{
    public static IEnumerable<ProfileProblem> Check(ModelProfile profile) =>
        SourcesOf(profile).SelectMany(s => Problems(s.Source, s.Path, profile.Sources));

    private static IEnumerable<ProfileProblem> Problems(string source, string path, IReadOnlyDictionary<string, string> sources)
    {
        IReadOnlyList<SourceReference> references;
        try
        {
            references = SourceReference.Parse(source);
        }
        catch (FormatException e)
        {
            return [new(path, e.Message)];
        }

        return references
            .Where(r => r.Key is not null && !sources.ContainsKey(r.Key))
            .Select(r => new ProfileProblem(path, $"'{r.Key}' is not a key of $.sources{(Spelling.Nearest(r.Key!, sources.Keys) is { } near ? $"; did you mean '{near}'?" : "")}"));
    }

    private static IEnumerable<(string Path, string Source)> SourcesOf(ModelProfile profile)
    {
        if (profile.ContextWindow is { } window)
            yield return ("$.contextWindow.source", window.Source);
        yield return ("$.chatFormat.source", profile.ChatFormat.Source);
        yield return ("$.thinking.source", profile.Thinking.Source);
        for (var i = 0; i < profile.Parameters.Count; i++)
            yield return ($"$.parameters[{i}].source", profile.Parameters[i].Source);
        yield return ("$.tools.source", profile.Tools.Source);
        yield return ("$.tools.choices.source", profile.Tools.Choices.Source);
        yield return ("$.tools.callId.source", profile.Tools.CallId.Source);
        yield return ("$.responseFormats.source", profile.ResponseFormats.Source);
        yield return ("$.features.source", profile.Features.Source);
        foreach (var (id, benchmark) in profile.Benchmarks)
        {
            var path = JsonPath.Member("$.benchmarks", id);
            yield return ($"{path}.source", benchmark.Source);
            foreach (var (name, metric) in benchmark.Metrics ?? new Dictionary<string, MetricTarget>())
                yield return ($"{JsonPath.Member($"{path}.metrics", name)}.source", metric.Source);
        }
    }
}
