using System.Collections.Frozen;
using System.Text.Json;

namespace Kvv.Conformance.Diagnosis;

/// <summary>
/// The measured signatures of injectable faults: <c>fixtures/fault-signatures.json</c>, which the fault matrix of the self-tests
/// writes and checks. Immutable and safe to share between threads.
/// </summary>
internal sealed class SignatureTable
{
    /// <summary>Name of the file in the fixtures folder.</summary>
    public const string FileName = "fault-signatures.json";

    /// <summary>The only format this version reads.</summary>
    public const string CurrentFormat = "kvv-fault-signatures/2";

    private readonly FrozenDictionary<string, FaultSignature> _byFault;

    public SignatureTable(IEnumerable<FaultSignature> signatures) => _byFault = signatures.ToFrozenDictionary(s => s.Fault, StringComparer.Ordinal);

    /// <summary>A table that knows nothing: the catalogue alone decides.</summary>
    public static SignatureTable Empty { get; } = new([]);

    /// <summary>All signatures.</summary>
    public IEnumerable<FaultSignature> All => _byFault.Values;

    /// <summary>The signature of a fault, or <see langword="null"/> when it was not measured.</summary>
    public FaultSignature? Find(string fault) => _byFault.GetValueOrDefault(fault);

    /// <summary>Reads <see cref="FileName"/> in a fixtures folder.</summary>
    /// <exception cref="InvalidDataException">The file is no signature table; the message names it.</exception>
    public static SignatureTable Load(string fixturesFolder)
    {
        var path = Path.Combine(fixturesFolder, FileName);
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Reads a table from its text.</summary>
    /// <exception cref="JsonException">The text is not JSON of this shape.</exception>
    /// <exception cref="InvalidDataException">The text breaks a rule of the format.</exception>
    public static SignatureTable Parse(string json)
    {
        var file = SignatureFile.Parse(json);
        if (file.Format != CurrentFormat)
            throw new InvalidDataException($"the format is \"{file.Format}\"; this version reads \"{CurrentFormat}\"");
        var judged = file.Judged.ToDictionary(p => p.Key, p => Places(p.Value).ToFrozenSet(), StringComparer.Ordinal);
        return new(file.Signatures.Select(row => new FaultSignature(
            row.Fault,
            row.Profile,
            Places(row.Fails).Select(p => (p, Effect.Fails))
                .Concat(Places(row.Sometimes).Select(p => (p, Effect.Sometimes)))
                .Concat(Places(row.NoAnswer).Select(p => (p, Effect.NoAnswer)))
                .ToFrozenDictionary(p => p.p, p => p.Item2),
            Judged(row, judged))
        {
            NamedBy = row.Figures is null ? [] : row.Figures.ToFrozenSet(StringComparer.Ordinal),
        }));
    }

    /// <summary>The key of what a healthy run of a benchmark judges.</summary>
    public static string JudgedBy(string profile, string benchmark) => $"{profile} {benchmark}";

    private static FrozenSet<(string Subject, string Facet)> Judged(SignatureFile.Row row, Dictionary<string, FrozenSet<(string Subject, string Facet)>> judged)
    {
        FrozenSet<(string Subject, string Facet)> Of(string key) => judged.TryGetValue(key, out var places)
            ? places
            : throw new InvalidDataException($"the signature of {row.Fault} was measured with \"{key}\", whose judged places are not listed");
        return row.Benchmarks is null ? Of(row.Profile) : row.Benchmarks.SelectMany(b => Of(JudgedBy(row.Profile, b))).Concat(Of(row.Profile)).ToFrozenSet();
    }

    private static IEnumerable<(string Subject, string Facet)> Places(SortedDictionary<string, SortedSet<string>>? byFacet) =>
        byFacet is null ? [] : byFacet.SelectMany(f => f.Value.Select(subject => (subject, f.Key)));
}
