using Kvv.Conformance.Faults;
using Kvv.ReferenceVendor;

namespace Kvv.Cli;

/// <summary>One fault for the console.</summary>
internal static class FaultText
{
    public static IEnumerable<string> Lines(Fault fault, PlayedFault? played)
    {
        yield return $"{fault.Id}: {fault.Title}";
        yield return "";
        yield return $"Symptom     {fault.Symptom}";
        yield return $"Cause       {fault.Cause}";
        yield return $"What to do  {fault.Hint}";
        yield return $"Stage       {fault.Stage.Heading()}; severity {fault.Severity.ToString().ToLowerInvariant()}; evidence {fault.Evidence.ToString().ToLowerInvariant()}";
        yield return $"Shows       {(fault.Activation.IsEmpty ? "always" : string.Join(", ", fault.Activation))}";
        if (!fault.Models.IsEmpty)
            yield return $"Models      {string.Join(", ", fault.Models)}";
        if (!fault.Requirements.IsEmpty)
            yield return $"Exposed by  {string.Join(", ", fault.Requirements)}";
        if (!fault.Metrics.IsEmpty)
            yield return $"Figures     {string.Join(", ", fault.Metrics)}";
        if (!fault.LookAlikes.IsEmpty)
            yield return $"Looks like  {string.Join(", ", fault.LookAlikes)}";
        yield return played is not null ? $"Played by   kvv serve --faults {fault.Id} ({played.Shows})" : $"Not played  {fault.NotInjectableReason ?? "the reference endpoint has no such fault yet"}";
        if (played is { Conditions.Length: > 0 })
            yield return $"  acts with {played.Conditions}";
        if (played?.Unlike is { } unlike)
            yield return $"  {unlike}";
        foreach (var source in fault.Sources)
            yield return $"Seen in     {source}{(source.Url is null ? "" : $" {source.Url}")}";
    }
}
