using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports;

/// <summary>The result of a finished or stopped run.</summary>
public static class RunResult
{
    /// <summary>Reads the <c>result.json</c> of a run folder.</summary>
    /// <param name="folder">The run folder.</param>
    /// <exception cref="InvalidDataException">It is no run folder, or one of a format that this version does not read; the message says what to do.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ResultDocument Read(string folder) => RunFolder.Open(folder).Result;
}
