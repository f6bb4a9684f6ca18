using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Conformance.Results;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Reports;

/// <summary>What a journal does not hold about an item: what was asked and what was expected.</summary>
/// <param name="Benchmark">Benchmark id.</param>
/// <param name="Sample">Item id.</param>
/// <param name="Prompt">The conversation as text, perhaps cut.</param>
/// <param name="PromptLength">Its whole length in UTF-16 units.</param>
/// <param name="Expected">The answer that the data set states, or <see langword="null"/> when it states none.</param>
internal sealed record SampleNote(string Benchmark, string Sample, string Prompt, int PromptLength, string? Expected);

/// <summary>
/// The files <c>samples/*.jsonl</c> of a run folder. Items that were not solved keep their prompt up to
/// <see cref="WrongPrompt"/> characters, the others <see cref="RightPrompt"/>: enough to find and recognise them.
/// </summary>
internal sealed class SampleNotes
{
    public const int WrongPrompt = 200_000;
    public const int RightPrompt = 400;
    private const int MostExpected = 20_000;

    // How data sets name the answer; the first that an item has is shown.
    private static readonly string[] ExpectedMembers = ["answer", "answers", "expected", "target", "label", "ground_truth"];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<(string Benchmark, string Sample), SampleNote> _notes;

    private SampleNotes(IEnumerable<SampleNote> notes) => _notes = notes.ToDictionary(n => (n.Benchmark, n.Sample));

    /// <summary>The note on an item, or <see langword="null"/> when the run left none.</summary>
    public SampleNote? this[string benchmark, string sample] => _notes.GetValueOrDefault((benchmark, sample));

    /// <summary>Writes the notes of a benchmark that ended.</summary>
    public static void Write(RunDirectory run, BenchmarkResult result)
    {
        var right = result.Trials.GroupBy(t => t.Sample).Where(g => g.All(t => t is { Outcome: TrialOutcome.Scored, Value: >= 1 })).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var lines = result.Benchmark.Dataset.Samples.Select(s => JsonSerializer.Serialize(Note(result.Benchmark, s, right.Contains(s.Id)), Options));
        run.Write(PathOf(result.Benchmark.Id), string.Join('\n', lines) + "\n");
    }

    /// <summary>Where the notes of a benchmark lie, relative to the run folder.</summary>
    public static string PathOf(string benchmark) => $"samples/{RunDirectory.Sanitise(benchmark)}.jsonl";

    /// <summary>Reads all notes of a run folder.</summary>
    /// <exception cref="InvalidDataException">A line is malformed.</exception>
    public static SampleNotes Read(string folder)
    {
        var samples = Path.Combine(folder, "samples");
        if (!Directory.Exists(samples))
            return new([]);
        try
        {
            return new(Directory.EnumerateFiles(samples, "*.jsonl").SelectMany(File.ReadLines).Where(l => l.Length > 0).Select(l => JsonSerializer.Deserialize<SampleNote>(l, Options)!));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"A file in its samples folder cannot be read: {e.Message}", e);
        }
    }

    private static SampleNote Note(Benchmark benchmark, Sample sample, bool isRight)
    {
        var prompt = PromptText.Of(benchmark.Play.FirstRequest(sample, epoch: 0));
        return new(benchmark.Id, sample.Id, VisibleText.Cut(prompt, isRight ? RightPrompt : WrongPrompt), prompt.Length, Expected(sample.Data));
    }

    private static string? Expected(JsonObject data)
    {
        foreach (var name in ExpectedMembers)
        {
            if (data[name] is not { } member)
                continue;
            var text = member is JsonValue value && value.TryGetValue<string>(out var word) ? word : member.ToJsonString(WriteReadable);
            return VisibleText.Cut(text, MostExpected);
        }

        return null;
    }

    private static readonly JsonSerializerOptions WriteReadable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
