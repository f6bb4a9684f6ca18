using System.Text.RegularExpressions;

namespace Kvv.Conformance.Faults;

/// <summary>What must hold in a catalogue beyond names and types.</summary>
internal static partial class FaultCatalogueRules
{
    private const int LongestTitle = 100;

    /// <summary>Everything that is wrong with a file whose members have the right names and types.</summary>
    public static IEnumerable<FaultCatalogueProblem> Problems(FaultCatalogueFile file)
    {
        if (file.Format != FaultCatalogueFile.CurrentFormat)
            yield return new("$.format", $"The format is '{file.Format}'; this version reads '{FaultCatalogueFile.CurrentFormat}'.");

        var first = new Dictionary<string, Fault>(StringComparer.Ordinal);
        for (var i = 0; i < file.Faults.Length; i++)
        {
            if (!first.TryAdd(file.Faults[i].Id, file.Faults[i]))
                yield return new($"$.faults[{i}].id", $"'{file.Faults[i].Id}' stands in the catalogue already.");
        }

        for (var i = 0; i < file.Faults.Length; i++)
        {
            foreach (var (member, message) in OfOne(file.Faults[i]).Concat(OfLookAlikes(file.Faults[i], first)))
                yield return new($"$.faults[{i}].{member}", message);
        }
    }

    private static IEnumerable<(string Member, string Message)> OfOne(Fault fault)
    {
        if (!IdShape().IsMatch(fault.Id))
            yield return ("id", $"'{fault.Id}' is no id: small letters, digits and single hyphens.");
        else if (!fault.Id.StartsWith(fault.Stage.Prefix() + "-", StringComparison.Ordinal))
            yield return ("stage", $"'{fault.Id}' should begin with '{fault.Stage.Prefix()}-' to belong to this stage.");

        (string Member, string Text)[] texts =
            [("title", fault.Title), ("symptom", fault.Symptom), ("cause", fault.Cause), ("hint", fault.Hint)];
        foreach (var (member, text) in texts)
        {
            if (string.IsNullOrWhiteSpace(text))
                yield return (member, $"'{fault.Id}' has no {member}.");
            else if (text.Contains('\n', StringComparison.Ordinal))
                yield return (member, $"The {member} of '{fault.Id}' runs over several lines.");
            else if (text.Count(c => c == '`') % 2 != 0)
                yield return (member, $"The {member} of '{fault.Id}' opens code with a backtick and does not close it.");
        }

        if (fault.Title.Length > LongestTitle)
            yield return ("title", $"The title of '{fault.Id}' has {fault.Title.Length} characters; at most {LongestTitle} fit on a line.");
        if (fault.Sources.IsEmpty)
            yield return ("sources", $"'{fault.Id}' names no source.");
        for (var s = 0; s < fault.Sources.Length; s++)
        {
            if (fault.Sources[s].Url is { } url && !(url.IsAbsoluteUri && url.Scheme == Uri.UriSchemeHttps))
                yield return ($"sources[{s}].url", $"'{url}' is no https address.");
        }

        if (fault.Injectable != string.IsNullOrWhiteSpace(fault.NotInjectableReason))
        {
            yield return ("notInjectableReason", fault.Injectable
                ? $"'{fault.Id}' is injectable and still says why it is not."
                : $"'{fault.Id}' is not injectable and does not say why.");
        }
    }

    private static IEnumerable<(string Member, string Message)> OfLookAlikes(Fault fault, Dictionary<string, Fault> known)
    {
        for (var l = 0; l < fault.LookAlikes.Length; l++)
        {
            var (member, id) = ($"lookAlikes[{l}]", fault.LookAlikes[l]);
            if (id == fault.Id)
                yield return (member, $"'{id}' is named as a look-alike of itself.");
            else if (fault.LookAlikes.IndexOf(id) < l)
                yield return (member, $"'{id}' is named twice.");
            else if (!known.TryGetValue(id, out var other))
                yield return (member, new UnknownFaultException(id, Spelling.Nearest(id, known.Keys)).Message);
            else if (!other.LookAlikes.Contains(fault.Id))
                yield return (member, $"'{fault.Id}' names '{id}' as a look-alike, but '{id}' does not name '{fault.Id}'.");
        }
    }

    [GeneratedRegex("^[a-z]{2}(-[a-z0-9]+)+$")]
    private static partial Regex IdShape();
}
