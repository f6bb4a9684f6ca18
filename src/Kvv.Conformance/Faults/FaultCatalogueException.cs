using System.Collections.Immutable;

namespace Kvv.Conformance.Faults;

/// <summary>The fault catalogue cannot be used as it is written.</summary>
public sealed class FaultCatalogueException : Exception
{
    /// <summary>Reports what is wrong.</summary>
    /// <param name="file">The file, as it was given.</param>
    /// <param name="problems">What is wrong, at least one.</param>
    /// <param name="innerException">What the reader of JSON said, or <see langword="null"/>.</param>
    public FaultCatalogueException(string file, IEnumerable<FaultCatalogueProblem> problems, Exception? innerException = null)
        : this(file, [.. problems], innerException)
    {
    }

    private FaultCatalogueException(string file, ImmutableArray<FaultCatalogueProblem> problems, Exception? innerException)
        : base(string.Join(Environment.NewLine, problems.Select(p => $"{file}: {p.Path}: {p.Message}")), innerException)
    {
        File = file;
        Problems = problems;
    }

    /// <summary>The file, as it was given.</summary>
    public string File { get; }

    /// <summary>What is wrong, in the order of the file.</summary>
    public IReadOnlyList<FaultCatalogueProblem> Problems { get; }
}

/// <summary>One thing that is wrong with a catalogue.</summary>
/// <param name="Path">Where, as a JSON path, for example <c>$.faults[3].hint</c>.</param>
/// <param name="Message">What, in one sentence.</param>
public sealed record FaultCatalogueProblem(string Path, string Message);
