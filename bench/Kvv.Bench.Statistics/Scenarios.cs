using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;

namespace Kvv.Bench.Statistics;

/// <summary>The settings of the table. Error rates are those about the published baseline ("contract mode").</summary>
internal static class Scenarios
{
    /// <summary>Official runs are drawn this many times, so that no figure hangs on one lucky baseline.</summary>
    private const int OfficialDraws = 20;

    private const double Margin = .03;

    public static IEnumerable<Scenario> All() =>
    [
        .. Epochs("AIME-like (30 items, .93, margin .03)", 30, .93, .45, published: 960, officialRuns: 128),
        .. SinglePass("OCR-like (1,000 items, .89, margin .03)", 1000, .89, .70),
        .. SinglePass("MMMU-like (1,730 items, .80, margin .03)", 1730, .80, .60),
        .. Rates("Schema-like (.99 against .95)", .95, .99, published: 2000),
        .. Triggers("Trigger F1 (.76 against .73, 61 % relevant)", .73, .76, .61, published: 4000),
    ];

    private static IEnumerable<Scenario> Epochs(string name, int items, double mean, double intraclass, int published, int officialRuns)
    {
        var truth = ItemPopulation.Rates(items, mean, intraclass);
        SamplingScheme[] schemes = [new IndependentDraws(items), new StratifiedEpochs(items)];
        foreach (var scheme in schemes)
        {
            foreach (var scenario in Expected(name, Label(scheme), truth, officialRuns, scheme, published))
                yield return scenario;
        }
    }

    private static IEnumerable<Scenario> SinglePass(string name, int items, double mean, double intraclass)
    {
        var truth = ItemPopulation.Rates(items, mean, intraclass);
        SamplingScheme draws = new IndependentDraws(items), once = new WithoutReplacement(items);
        // The last two break no promise: S3 speaks about the full run, whose own noise puts its expectation's border in doubt.
        return
        [
            .. Expected(name, Label(draws), truth, 4, draws, items),
            .. FullRun(name, truth, 4, once, items),
            .. Expected(name, Label(once), truth, 4, once, items).Take(2)
                .Select(s => s with { Endpoint = $"expectation {s.Endpoint}", Promise = Promise.None, Information = null }),
        ];
    }

    /// <summary>The truth is the expected score of the items.</summary>
    private static IEnumerable<Scenario> Expected(
        string name, string label, double[] truth, int officialRuns, SamplingScheme scheme, int published)
    {
        var designs = Designs(truth, officialRuns, scheme, published);
        (string Endpoint, double Below, Promise Promise)[] endpoints =
        [
            ("equal", 0, Promise.RarelyFails), ("3 points below", Margin, Promise.RarelyConforms),
            ("10 points below", .10, Promise.None), ("20 points below", .20, Promise.None),
        ];
        foreach (var (endpoint, below, promise) in endpoints)
        {
            var rates = designs.Select(d => ItemPopulation.WithMean(truth, d.Baseline!.Value - below)).ToArray();
            var information = Information.Mean(designs.Zip(rates, (d, r) => Information.OfItems(r, d.Baseline!.Value - Margin, d.Baseline!.Value)));
            yield return new Scenario(name, label, endpoint, published, promise, information, (repetition, random) =>
            {
                var draw = repetition % OfficialDraws;
                return new Run(designs[draw], t => random.NextDouble() < rates[draw][t.Item] ? 1 : 0);
            });
        }
    }

    /// <summary>The truth is what the full run would show: outcomes are fixed first, then revealed in random order.</summary>
    private static IEnumerable<Scenario> FullRun(string name, double[] truth, int officialRuns, SamplingScheme scheme, int published)
    {
        var baselines = Baselines(truth, officialRuns);
        var designs = Designs(truth, officialRuns, scheme, published);
        (string Endpoint, double Below, Promise Promise)[] endpoints =
        [
            ("full run just equal", 0, Promise.RarelyFails), ("full run just 3 points below", Margin, Promise.RarelyConforms),
            ("full run 10 points below", .10, Promise.None),
        ];
        foreach (var (endpoint, below, promise) in endpoints)
        {
            var rates = baselines.Select(b => ItemPopulation.WithMean(truth, b.Mean - below)).ToArray();
            yield return new Scenario(name, Label(scheme), endpoint, published, promise, null, (repetition, random) =>
            {
                var draw = repetition % OfficialDraws;
                var outcomes = ItemPopulation.FullRunAt(rates[draw], baselines[draw], -below, below > 0, random);
                return new Run(designs[draw], t => outcomes[t.Item]);
            });
        }
    }

    private static IEnumerable<Scenario> Rates(string name, double bad, double good, int published)
    {
        var rule = SequentialRule.ForProportion(name, bad, good, items: 1, maximumTrials: published);
        (double Rate, Promise Promise)[] endpoints =
            [(.998, Promise.None), (good, Promise.RarelyFails), (bad, Promise.RarelyConforms), (.90, Promise.None), (.85, Promise.None)];
        return endpoints.Select(e => new Scenario(
            name, Label(rule.Scheme), $"rate {e.Rate:.###}", published, e.Promise, Information.OfRate(e.Rate, bad, good),
            (_, random) => new Run(rule, _ => random.NextDouble() < e.Rate ? 1 : 0)));
    }

    private static IEnumerable<Scenario> Triggers(string name, double bad, double good, double relevant, int published)
    {
        var rule = SequentialRule.ForF1(name, bad, good, items: published, maximumTrials: published);
        (double F1, Promise Promise)[] endpoints =
            [(good, Promise.RarelyFails), (bad, Promise.RarelyConforms), (good - .06, Promise.None), (good - .13, Promise.None)];
        return endpoints.Select(e =>
        {
            var rate = TriggerCounts.JaccardFromF1(e.F1);
            return new Scenario(
                name, Label(rule.Scheme), $"F1 {e.F1:.###}", published, e.Promise,
                Information.OfRate(rate, TriggerCounts.JaccardFromF1(bad), TriggerCounts.JaccardFromF1(good)).Times(relevant),
                (_, random) => new Run(rule, _ => random.NextDouble() >= relevant ? null : random.NextDouble() < rate ? 1 : 0));
        });
    }

    private static ItemBaselines[] Baselines(double[] truth, int runs) =>
        [.. Enumerable.Range(0, OfficialDraws).Select(d => ItemPopulation.Official(truth, runs, (ulong)(1000 + d)))];

    private static SequentialRule[] Designs(double[] truth, int runs, SamplingScheme scheme, int published) =>
        [.. Baselines(truth, runs).Select(b => SequentialRule.ForBenchmark("simulated", b, Margin, scheme, published))];

    private static string Label(SamplingScheme scheme) => scheme switch
    {
        IndependentDraws => "S1",
        StratifiedEpochs => "S2",
        _ => "S3",
    };
}
