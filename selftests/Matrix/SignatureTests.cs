using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Requirements;
using Kvv.SelfTests.Faults;
using NUnit.Framework;

namespace Kvv.SelfTests.Matrix;

/// <summary>The table of signatures that the diagnosis reads says what the matrix measures today.</summary>
[TestFixture]
public sealed class SignatureTests
{
    private static readonly string Fixtures = System.IO.Path.Combine(RepositoryRoot.Path, "fixtures");
    private static readonly string Path = System.IO.Path.Combine(Fixtures, SignatureTable.FileName);

    // So many rows take some minutes; more of them are measured by another run.
    private const int MostAtOnce = 80;

    private static readonly FaultCatalogue Catalogue = FaultCatalogue.Load(Fixtures);

    private static SignatureWriter Writer { get; } = new(Catalogue, RequirementCatalogue.Load(Fixtures));

    [Test]
    public void TheTableHoldsEveryRowAndNoOther() => Assert.That(
        SignatureFile.Parse(File.ReadAllText(Path)).Signatures.Select(Key),
        Is.EquivalentTo(MatrixRows.All.Select(Key)),
        "Run --filter TestCategory=NewFaultSignatures with KVV_UPDATE_GENERATED=1.");

    [Test]
    public void ATableIsReadAsItWasWritten()
    {
        var text = File.ReadAllText(Path).ReplaceLineEndings("\n");
        Assert.That(SignatureFile.Parse(text).ToText(), Is.EqualTo(text));
    }

    [TestCase("""{"format":"other/1","note":"","judged":{},"signatures":[]}""", "other/1")]
    [TestCase("""{"format":"kvv-fault-signatures/2","note":"","judged":{},"signatures":[{"fault":"a-b","profile":"p","given":"a-b"}]}""", "a-b")]
    [TestCase("""{"format":"kvv-fault-signatures/2","note":"","judged":{"p":{}},"signatures":[{"fault":"a-b","profile":"p","given":"a-b","benchmarks":["x"]}]}""", "p x")]
    public void ATableThatCannotBeUsedIsRefused(string text, string part) =>
        Assert.That(Assert.Throws<InvalidDataException>(() => SignatureTable.Parse(text))!.Message, Does.Contain(part));

    private static FaultStage[] Stages() => [.. MatrixRows.All.Select(StageOf).Distinct()];

    // Measuring takes minutes, and which checks a fault of chance breaks differs by machine: this is for whoever records the table, a
    // stage at a time.
    [TestCaseSource(nameof(Stages))]
    [Explicit("for whoever records the table: by --filter TestCategory=FaultSignatures, and &Name~Stage for one of its stages")]
    [Category("FaultSignatures")]
    public async Task TheRowsOfAStageAreCurrent(FaultStage stage)
    {
        var rows = MatrixRows.All.Where(r => StageOf(r) == stage).ToList();
        if (MayRewrite)
        {
            // The runs were named by the table of before: only another process can hold them against the new one.
            await File.WriteAllTextAsync(Path, (await MeasureAsync([.. Kept().Where(s => rows.All(r => r.Fault != s.Fault))])).ToText());
            TheTableHoldsEveryRowAndNoOther();
            return;
        }

        var table = SignatureTable.Parse(await File.ReadAllTextAsync(Path));
        var recorded = SignatureFile.Parse(await File.ReadAllTextAsync(Path)).Signatures.ToDictionary(s => s.Fault, StringComparer.Ordinal);
        var steady = rows.Where(r => r is { Unsteady: false, DependsOnOrder: false });
        var runs = await Task.WhenAll(steady.Select(async r => (Row: r, Run: await MatrixRun.OfAsync(r))));
        var differences = runs.SelectMany(r => Differences(r.Row, recorded[r.Row.Fault], table.Find(r.Row.Fault)!, r.Run));
        Assert.That(differences, Is.Empty, "Run this test with KVV_UPDATE_GENERATED=1 to measure anew, look at what changed, and commit it.");
    }

    /// <summary>After rows were added or are shown otherwise: measures some of those and leaves the others as they are.</summary>
    [Test]
    [Explicit("for whoever adds a row: by --filter TestCategory=NewFaultSignatures")]
    [Category("NewFaultSignatures")]
    public async Task NewRowsAreMeasured()
    {
        var file = SignatureFile.Parse(await File.ReadAllTextAsync(Path));
        var due = MatrixRows.All.Where(r => !file.Signatures.Any(s => Key(r) == Key(s) && s.Place is not null)).OrderByDescending(r => r.Benchmarks.Count).Take(MostAtOnce).Select(r => r.Fault).ToHashSet(StringComparer.Ordinal);
        if (MayRewrite)
            await File.WriteAllTextAsync(Path, (await MeasureAsync([.. Kept().Where(s => !due.Contains(s.Fault))])).ToText());
        TheTableHoldsEveryRowAndNoOther();
    }

    /// <summary>What is recorded of rows that there are.</summary>
    private static IEnumerable<SignatureFile.Row> Kept() => SignatureFile.Parse(File.ReadAllText(Path)).Signatures.Where(s => MatrixRows.All.Any(r => r.Fault == s.Fault));

    private static FaultStage StageOf(MatrixRow row) => Catalogue.Get(row.Fault).Stage;

    private static bool MayRewrite => GeneratedFile.MayRewrite(Environment.GetEnvironmentVariable("KVV_UPDATE_GENERATED"), Environment.GetEnvironmentVariable("CI"));

    private static string Key(MatrixRow row) => $"{row.Given} {row.Profile} {string.Join(' ', row.Benchmarks)}";

    private static string Key(SignatureFile.Row row) => $"{row.Given} {row.Profile} {string.Join(' ', row.Benchmarks ?? [])}";

    private static async Task<SignatureFile> MeasureAsync(IReadOnlyList<SignatureFile.Row> kept)
    {
        var healthy = await Task.WhenAll(MatrixRows.All.SelectMany(r => r.Benchmarks.Append("").Select(b => (r.Profile, Benchmark: b))).Distinct().Select(JudgedAsync));
        var places = healthy.ToDictionary(h => h.Key, h => h.Places, StringComparer.Ordinal);
        var measured = await Task.WhenAll(MatrixRows.All.Where(r => kept.All(k => k.Fault != r.Fault)).Select(async r =>
            (Row: r, Runs: (IReadOnlyList<MatrixRun>)await Task.WhenAll(SignatureWriter.Seeds.Select(s => MatrixRun.OfAsync(r, s))))));
        var effects = SignatureWriter.Table(places, kept.Concat(measured.Select(m => Writer.Row(m.Row, m.Runs))));
        // The runs were named by the table of before; what is kept is how the new one names them.
        var diagnostician = new Diagnostician(Catalogue, SignatureTable.Parse(effects.ToText()));
        return SignatureWriter.Table(places, kept.Concat(measured.Select(m => Writer.Row(m.Row, m.Runs, diagnostician))));
    }

    private static async Task<(string Key, IReadOnlyList<(string, string)> Places)> JudgedAsync((string Profile, string Benchmark) of)
    {
        if (of.Benchmark.Length == 0)
            return (of.Profile, [.. SignatureWriter.Places(await MatrixRun.HealthyAsync(of.Profile)).Select(p => p.Place)]);
        var run = await MatrixRun.HealthyAsync(of.Profile, 1, of.Benchmark);
        return (SignatureTable.JudgedBy(of.Profile, of.Benchmark), [.. SignatureWriter.Places(run).Select(p => p.Place).Where(p => SignatureEvidence.IsOfBenchmark(p.Subject))]);
    }

    private static IEnumerable<string> Differences(MatrixRow row, SignatureFile.Row recorded, FaultSignature signature, MatrixRun run)
    {
        var seen = SignatureWriter.Places(run).ToDictionary(p => p.Place, p => p.Sight);
        foreach (var (place, effect) in signature.Effects.Where(e => e.Value is Effect.Fails or Effect.NoAnswer))
        {
            if (seen.GetValueOrDefault(place) == Sight.Pass)
                yield return $"{row.Given} no longer breaks {place.Subject} [{place.Facet}] ({effect})";
        }

        foreach (var (place, sight) in seen.Where(s => s.Value != Sight.Pass && signature.At(s.Key.Subject, s.Key.Facet) is null or Effect.None))
            yield return $"{row.Given} now breaks {place.Subject} [{place.Facet}] ({sight})";
        var now = Writer.Row(row, [run]);
        if ((now.Place, now.PlaceByBenchmarks, now.Requests) != (recorded.Place, recorded.PlaceByBenchmarks, recorded.Requests))
            yield return $"{row.Given}: place {now.Place}, by benchmarks {now.PlaceByBenchmarks}, after {now.Requests} requests; recorded are {recorded.Place}, {recorded.PlaceByBenchmarks}, {recorded.Requests}";
    }
}
