using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Kvv.Conformance.Faults;

/// <summary>The faults seen in the field, in the order of the catalogue. Immutable and safe to share between threads.</summary>
public sealed class FaultCatalogue
{
    /// <summary>Name of the catalogue's file in the fixtures folder.</summary>
    public const string FileName = "faults.json";

    private readonly FrozenDictionary<string, Fault> _byId;

    private FaultCatalogue(ImmutableArray<Fault> faults)
    {
        Faults = faults;
        _byId = faults.ToFrozenDictionary(fault => fault.Id, StringComparer.Ordinal);
    }

    /// <summary>Every fault, in the order of the file.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>Reads <see cref="FileName"/> in a fixtures folder.</summary>
    /// <param name="fixturesFolder">Path of the folder.</param>
    /// <exception cref="FaultCatalogueException">The file breaks a rule; the message names the file and the JSON path.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static FaultCatalogue Load(string fixturesFolder)
    {
        var file = Path.Combine(fixturesFolder, FileName);
        return Parse(File.ReadAllBytes(file), file);
    }

    /// <summary>Reads a catalogue from its text.</summary>
    /// <param name="json">The UTF-8 text of a catalogue file, without a byte order mark.</param>
    /// <param name="file">The name under which errors report it.</param>
    /// <exception cref="FaultCatalogueException">The text breaks a rule; the message names the file and the JSON path.</exception>
    public static FaultCatalogue Parse(ReadOnlySpan<byte> json, string file)
    {
        var read = FaultCatalogueFile.Read(json, file);
        var problems = FaultCatalogueHoles.Problems(read).ToList();
        if (problems.Count == 0)
            problems.AddRange(FaultCatalogueRules.Problems(read));
        return problems.Count == 0 ? new(read.Faults) : throw new FaultCatalogueException(file, problems);
    }

    /// <summary>The fault with an id.</summary>
    /// <param name="id">Its id, exactly.</param>
    /// <exception cref="UnknownFaultException">There is none; the message suggests the nearest.</exception>
    public Fault Get(string id) =>
        _byId.TryGetValue(id, out var fault) ? fault : throw new UnknownFaultException(id, Nearest(id));

    /// <summary>The fault with an id, if there is one.</summary>
    /// <param name="id">Its id, exactly.</param>
    /// <param name="fault">The fault, or <see langword="null"/>.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string id, [NotNullWhen(true)] out Fault? fault) => _byId.TryGetValue(id, out fault);

    /// <summary>The id that a mistyped one most likely meant, or <see langword="null"/> when none is near.</summary>
    /// <param name="id">What someone wrote.</param>
    public string? Nearest(string id) => Spelling.Nearest(id, Faults.Select(fault => fault.Id));

    /// <summary>The faults of one stage, in the order of the file.</summary>
    /// <param name="stage">The stage.</param>
    public IEnumerable<Fault> Of(FaultStage stage) => Faults.Where(fault => fault.Stage == stage);
}
