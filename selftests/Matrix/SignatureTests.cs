using Kvv.Conformance.Diagnosis;
using Kvv.SelfTests.Faults;
using NUnit.Framework;

namespace Kvv.SelfTests.Matrix;

/// <summary>The table of signatures that the diagnosis reads says what the matrix measures today.</summary>
[TestFixture]
public sealed class SignatureTests
{
    private static readonly string Path = System.IO.Path.Combine(RepositoryRoot.Path, "fixtures", SignatureTable.FileName);

    [Test]
    public void TheTableHoldsNoRowThatIsNotPlayed()
    {
        var file = SignatureFile.Parse(File.ReadAllText(Path));
        Assert.That(file.Signatures.Select(s => (s.Fault, s.Profile, s.Given)).Except(MatrixRows.All.Select(r => (r.Fault, r.Profile, r.Given))), Is.Empty, "Run the test that measures with KVV_UPDATE_GENERATED=1.");
    }

    [Test]
    public void ATableIsReadAsItWasWritten()
    {
        var text = File.ReadAllText(Path).ReplaceLineEndings("\n");
        Assert.That(SignatureFile.Parse(text).ToText(), Is.EqualTo(text));
    }

    [TestCase("""{"format":"other/1","note":"","judged":{},"signatures":[]}""", "other/1")]
    [TestCase("""{"format":"kvv-fault-signatures/1","note":"","judged":{},"signatures":[{"fault":"a-b","profile":"p","given":"a-b"}]}""", "a-b")]
    public void ATableThatCannotBeUsedIsRefused(string text, string part) =>
        Assert.That(Assert.Throws<InvalidDataException>(() => SignatureTable.Parse(text))!.Message, Does.Contain(part));

    // Measuring takes minutes, and which checks a fault of chance breaks differs by machine: this is for whoever records the table.
    [Test]
    [Explicit("for whoever records the table: by --filter TestCategory=FaultSignatures")]
    [Category("FaultSignatures")]
    public async Task TheTableIsCurrent()
    {
        var isUpdate = GeneratedFile.MayRewrite(Environment.GetEnvironmentVariable("KVV_UPDATE_GENERATED"), Environment.GetEnvironmentVariable("CI"));
        if (isUpdate)
            await File.WriteAllTextAsync(Path, (await MeasureAsync()).ToText());
        var table = SignatureTable.Parse(await File.ReadAllTextAsync(Path));
        var differences = new List<string>();
        Assert.That(MatrixRows.All.Select(r => r.Fault).Where(f => table.Find(f) is null), Is.Empty, "faults without a signature: run this test with KVV_UPDATE_GENERATED=1");
        foreach (var row in MatrixRows.All.Where(r => r is { Unsteady: false, DependsOnOrder: false }))
            differences.AddRange(Differences(row, table.Find(row.Fault)!, await MatrixRun.OfAsync(row)));
        Assert.That(differences, Is.Empty, "Run this test with KVV_UPDATE_GENERATED=1 to measure anew, look at what changed, and commit it.");
    }

    private static async Task<SignatureFile> MeasureAsync()
    {
        var healthy = new Dictionary<string, MatrixRun>(StringComparer.Ordinal);
        foreach (var profile in MatrixRows.All.Select(r => r.Profile).Distinct())
            healthy[profile] = await MatrixRun.HealthyAsync(profile);
        return SignatureWriter.Table(healthy, await Task.WhenAll(MatrixRows.All.Select(async r => (r, (IReadOnlyList<MatrixRun>)await Task.WhenAll(SignatureWriter.Seeds.Select(s => MatrixRun.OfAsync(r, s)))))));
    }

    private static IEnumerable<string> Differences(MatrixRow row, FaultSignature signature, MatrixRun run)
    {
        var seen = SignatureWriter.Places(run).ToDictionary(p => p.Place, p => p.Sight);
        foreach (var (place, effect) in signature.Effects.Where(e => e.Value is Effect.Fails or Effect.NoAnswer))
        {
            if (seen.GetValueOrDefault(place) == Sight.Pass)
                yield return $"{row.Given} no longer breaks {place.Subject} [{place.Facet}] ({effect})";
        }

        foreach (var (place, sight) in seen.Where(s => s.Value != Sight.Pass && signature.At(s.Key.Subject, s.Key.Facet) is null or Effect.None))
            yield return $"{row.Given} now breaks {place.Subject} [{place.Facet}] ({sight})";
    }
}
