using Kvv.ReferenceVendor.Contract;

namespace Kvv.ReferenceVendor.Faults;

/// <summary>Reads <c>id[:condition,condition],id2…</c>; a word after a comma is a condition when it looks like one, else the next id.</summary>
internal static class FaultSpecification
{
    /// <exception cref="ArgumentException">An id or condition is unknown, or a condition cannot be judged where its fault acts.</exception>
    public static FaultPlan Read(string specification, VendorContract contract, ulong seed)
    {
        var entries = new List<(string Id, List<string> Conditions)>();
        foreach (var word in specification.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = word.IndexOf(':', StringComparison.Ordinal);
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (entries.Count > 0 && ConditionReader.IsCondition(word) && (colon < 0 || (equals >= 0 && equals < colon)))
                entries[^1].Conditions.Add(word);
            else if (colon < 0)
                entries.Add((word, []));
            else
                entries.Add((word[..colon].Trim(), [.. new[] { word[(colon + 1)..].Trim() }.Where(c => c.Length > 0)]));
        }

        return new(contract, [.. entries.Select(e => Plan(e.Id, e.Conditions, seed))]);
    }

    private static PlannedFault Plan(string id, List<string> written, ulong seed)
    {
        var row = FaultRegistry.Find(id)
            ?? throw new ArgumentException($"Unknown fault '{id}'; the nearest known one is '{Nearest.To(id, FaultRegistry.Ids)}'.");
        var own = written.Select(c => ConditionReader.Seed(c, id)).FirstOrDefault(s => s is not null) ?? seed;
        // A written condition takes the place of the default one of the same name.
        var names = written.Select(ConditionReader.Name).ToHashSet(StringComparer.Ordinal);
        var conditions = row.Default.Split(',', StringSplitOptions.RemoveEmptyEntries).Where(d => !names.Contains(ConditionReader.Name(d)))
            .Concat(written.Where(c => ConditionReader.Seed(c, id) is null))
            .Select(c => ConditionReader.Read(c, id, own))
            .ToList();
        var fault = row.Create();
        if (conditions.Find(c => c.Needs > Known(fault)) is { } late)
            throw new ArgumentException($"The condition '{late.Text}' cannot be used with the fault '{id}': it acts before that is known.");
        return new(id, fault, conditions, own);
    }

    /// <summary>What is known at the earliest stage at which the fault acts.</summary>
    private static Knowledge Known(IFault fault) => fault switch
    {
        IOperationsFault or IHangFault or IRequestCheckFault or IExtraCheckFault or IWindowFault => Knowledge.Body,
        IConversationFault or ISamplingFault or IPromptFault => Knowledge.Prompt,
        _ => Knowledge.Output,
    };
}
