using System.Globalization;
using System.Text.Json.Nodes;

namespace Kvv.Conformance.Benchmarks.Reasoning.Probes;

/// <summary>
/// The same open question with the same seed, and at temperature 0 where the profile allows it: alone, one after the other, and
/// then many at once. Several texts in company vary with the batch; "alone" other series may still run beside. Few engines
/// promise equal texts, so that this series is always clean: it reports, and names the fault.
/// </summary>
internal sealed class EqualRepetition(ulong seed, int alone, int together, bool hasGreedy) : ICacheProbe
{
    /// <summary>Member of the details: share of requests in company whose text is the one they get alone.</summary>
    public const string Member = "equalInCompany";

    private static readonly string[] Scenes = ["a rainy morning in a harbour town", "a market hall before it opens", "a night train that leaves late", "an orchard after a storm"];

    public string Id => "equal-repetition";

    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"equal-repetition/1 {alone} {together} {hasGreedy}\n{Question()}");

    public JsonArray First() => ProbeText.Turn(Question());

    public async Task<ProbeOutcome> PlayAsync(Ask ask)
    {
        var seeded = await ComparedAsync(ask, "seeded", Variant.Seeded(1 + (long)(seed % 100_000)));
        var greedy = hasGreedy ? await ComparedAsync(ask, "greedy", Variant.Greedy) : null;
        IReadOnlyList<string> faults = [.. Named(greedy, "dk-batch-variance"), .. Named(seeded, "sa-seed-ignored-in-batch")];
        var said = $"with a seed {seeded.Say()}" + (greedy is null ? "; temperature 0 is not for this profile and mode" : $"; at temperature 0 {greedy.Say()}")
            + (faults.Count > 0 ? $": the batch changes what should not change ({string.Join(", ", faults)})" : "");
        return ProbeOutcome.Clean(said) with
        {
            Faults = faults,
            Details = new() { [Member] = Math.Min(seeded.Share, greedy?.Share ?? 1) },
        };
    }

    private static IEnumerable<string> Named(Compared? compared, string fault) => compared is { Together: > 1 } ? [fault] : [];

    private async Task<Compared> ComparedAsync(Ask ask, string name, Variant variant)
    {
        var idle = new List<string>();
        for (var i = 0; i < alone; i++)
            idle.Add((await ask(First(), $"{name}-alone-{i + 1}", variant)).Reply?.First?.Content ?? "");
        var busy = await Task.WhenAll(Enumerable.Range(0, together).Select(async i => (await ask(First(), $"{name}-together-{i + 1}", variant)).Reply?.First?.Content ?? ""));
        return new(idle.Distinct(StringComparer.Ordinal).Count(), busy.Distinct(StringComparer.Ordinal).Count(), (double)busy.Count(idle.Contains) / together);
    }

    private string Question()
    {
        var dice = ProbeText.Dice(seed, Id);
        return $"Describe {Scenes[dice.NextBelow(Scenes.Length)]} in two sentences. Note {ProbeText.Nonce(dice)} is not part of it.";
    }

    /// <summary>Texts seen of one kind of request.</summary>
    private sealed record Compared(int Alone, int Together, double Share)
    {
        public string Say() => string.Create(CultureInfo.InvariantCulture, $"{Alone} texts alone, {Together} in company");
    }
}
