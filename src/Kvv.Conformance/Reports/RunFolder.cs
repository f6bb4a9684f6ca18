using System.Text.Json;
using Kvv.Conformance.Results;
using Kvv.Conformance.Session;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Reports;

/// <summary>A run folder as reports read it: nothing but its files, none of them changed.</summary>
internal sealed class RunFolder
{
    private readonly IReadOnlyList<string> _journals;
    private readonly Lazy<Dictionary<string, DateTimeOffset>> _judged;

    private RunFolder(string path, ResultDocument result, RunRecord? run, SampleNotes samples, IReadOnlyList<TestOutcome> tests)
    {
        Path = path;
        Result = result;
        Run = run;
        Samples = samples;
        Tests = tests;
        _judged = new(() => ReadMoments(path));
        var journals = System.IO.Path.Combine(path, "journal");
        _journals = Directory.Exists(journals) ? [.. Directory.EnumerateFiles(journals, "*.jsonl").Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>The folder, absolute.</summary>
    public string Path { get; }

    /// <summary>What <c>result.json</c> holds.</summary>
    public ResultDocument Result { get; }

    /// <summary>What <c>run.json</c> holds, or <see langword="null"/> when there is none.</summary>
    public RunRecord? Run { get; }

    /// <summary>Prompts and expected answers.</summary>
    public SampleNotes Samples { get; }

    /// <summary>How the test runner saw its tests; empty when it left no record.</summary>
    public IReadOnlyList<TestOutcome> Tests { get; }

    /// <summary>Opens a run folder.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="InvalidDataException">It is no run folder, or one of a format that this version does not read; the message says what to do.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static RunFolder Open(string path)
    {
        if (!Directory.Exists(path))
            throw new InvalidDataException($"The run folder {path} does not exist.");
        var full = System.IO.Path.GetFullPath(path);
        var result = System.IO.Path.Combine(full, "result.json");
        if (!File.Exists(result))
            throw new InvalidDataException($"{path} holds no result.json: it is no run folder, or the run ended before its first result. A run folder is runs/<id> or runs/latest.");
        try
        {
            return new(full, ResultDocument.Parse(File.ReadAllText(result)), ReadRun(full), SampleNotes.Read(full), TestOutcome.ReadAll(full));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path} cannot be reported on. {e.Message}", e);
        }
    }

    /// <summary>The records that count, benchmark by benchmark, in the order of ending; read anew at each call.</summary>
    public IEnumerable<TrialRecord> Trials() => _journals.SelectMany(JournalReader.Latest);

    /// <summary>The records of one benchmark that count; none when it left no journal.</summary>
    public IEnumerable<TrialRecord> Trials(string benchmark)
    {
        var journal = System.IO.Path.Combine(Path, "journal", $"{RunDirectory.Sanitise(benchmark)}.jsonl");
        return File.Exists(journal) ? JournalReader.Latest(journal) : [];
    }

    /// <summary>When a requirement was judged, or <see langword="null"/> when the run left no note on it.</summary>
    /// <param name="requirement">Its id.</param>
    /// <param name="mode">The mode.</param>
    public DateTimeOffset? JudgedAt(string requirement, string mode) => _judged.Value.TryGetValue($"{requirement} [{mode}]", out var at) ? at : null;

    /// <summary>Whether a file of the run is there.</summary>
    /// <param name="relative">Path inside the folder, with <c>/</c>.</param>
    public bool Has(string relative) => IsInside(relative) && File.Exists(FullPath(relative));

    /// <summary>The full path of a file of the run.</summary>
    /// <param name="relative">Path inside the folder, with <c>/</c>.</param>
    public string FullPath(string relative) => System.IO.Path.Combine(Path, relative.Replace('/', System.IO.Path.DirectorySeparatorChar));

    // A result.json from elsewhere must not make a report copy other files of this machine.
    private bool IsInside(string relative) =>
        System.IO.Path.GetFullPath(FullPath(relative)).StartsWith(Path + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static Dictionary<string, DateTimeOffset> ReadMoments(string folder)
    {
        try
        {
            return FindingJournal.Read(System.IO.Path.Combine(folder, FindingJournal.File)).GroupBy(f => f.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().JudgedAt, StringComparer.Ordinal);
        }
        catch (InvalidDataException)
        {
            // Of an early version, or edited: what was found stands in result.json, only the moments are unknown.
            return [];
        }
    }

    private static RunRecord? ReadRun(string folder)
    {
        var path = System.IO.Path.Combine(folder, "run.json");
        if (!File.Exists(path))
            return null;
        if (RunRecord.TryRead(folder) is { } record)
            return record;
        string? format = null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            format = document.RootElement.TryGetProperty("format", out var member) ? member.ToString() : null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Its run.json cannot be read: {e.Message}", e);
        }

        throw new InvalidDataException($"Its run.json has the format \"{format ?? "(none)"}\"; this version reads \"{RunRecord.CurrentFormat}\". Use the version of the suite that wrote it, or a newer one.");
    }
}
