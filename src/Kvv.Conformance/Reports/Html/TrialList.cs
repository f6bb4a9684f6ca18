using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Kvv.Conformance.Results;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Reports.Html;

/// <summary>The trials as the page shows them, within bounds that keep it small however much the model wrote.</summary>
internal sealed class TrialList
{
    // A typical run stays far below; a run with thousands of wrong long answers still makes a page of about 3 MB.
    private const int MostTextInPage = 1_600_000;
    private const int MostRows = 6_000;
    private const int TextInPage = 6_000;
    private const int ShortText = 160;

    // Escapes everything that means something in HTML, so that no text can end the data island; other scripts stay readable.
    private static readonly JsonSerializerOptions Island = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    private readonly List<TrialRow> _open = [];
    private readonly List<TrialRow> _right = [];
    private readonly Dictionary<string, TrialCounts> _counts = new(StringComparer.Ordinal);
    private int _textLeft = MostTextInPage;

    /// <summary>All trials of the run.</summary>
    public int Total => _counts.Values.Sum(c => c.Trials);

    /// <summary>Trials that are not right.</summary>
    public int NotRight => _counts.Values.Sum(c => c.NotRight);

    /// <summary>Trials that have no row.</summary>
    public int Left => Total - _open.Count - _right.Count;

    /// <summary>Reads the trials of a run.</summary>
    public static TrialList Collect(RunFolder run, SideFiles files)
    {
        var list = new TrialList();
        foreach (var trial in run.Trials())
            list.Take(trial, run.Samples[trial.Benchmark, trial.Sample], files);
        return list;
    }

    /// <summary>What is known of one benchmark.</summary>
    public TrialCounts CountsOf(string benchmark) => _counts.GetValueOrDefault(benchmark) ?? new();

    /// <summary>Benchmarks that have trials but no result: they did not end.</summary>
    public IEnumerable<(string Benchmark, int Trials)> Unfinished(ResultDocument result) =>
        _counts.Where(c => result.Benchmarks.All(b => b.Id != c.Key)).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value.Trials));

    /// <summary>The rows as JSON for the page's data island.</summary>
    public string ToJson() => JsonSerializer.Serialize(_open.Concat(_right), Island);

    private void Take(TrialRecord trial, SampleNote? note, SideFiles files)
    {
        if (!_counts.TryGetValue(trial.Benchmark, out var counts))
            _counts[trial.Benchmark] = counts = new();
        counts.Take(trial);
        var outcome = TrialCounts.OutcomeOf(trial);
        // Every trial that is not right has a row; of the others as many as fit.
        if (outcome != "right")
            _open.Add(Row(trial, note, outcome, files));
        else if (_right.Count + _open.Count < MostRows)
            _right.Add(Row(trial, note, outcome, null));
    }

    private TrialRow Row(TrialRecord trial, SampleNote? note, string outcome, SideFiles? files)
    {
        var name = $"{trial.Benchmark}-{trial.Sample}-{trial.Epoch}";
        return new()
        {
            B = trial.Benchmark,
            S = VisibleText.Line(trial.Sample, ShortText),
            E = trial.Epoch,
            O = outcome,
            V = trial.Value,
            A = trial.Answer is null ? null : VisibleText.Line(trial.Answer, ShortText),
            X = note?.Expected is null ? null : VisibleText.Line(note.Expected, files is null ? ShortText : 2000),
            Why = VisibleText.Line(trial.Explanation, 600),
            P = Text($"{name}-prompt", note?.Prompt, files),
            R = Text($"{name}-reasoning", trial.Reasoning, files),
            C = Text($"{name}-answer", trial.Content, files),
            T = Text($"{name}-calls", trial.ToolCalls.Count == 0 ? null : string.Join('\n', trial.ToolCalls.Select(c => $"{c.Id ?? "(no id)"} {c.Name ?? "(no name)"}({c.Arguments})")), files),
            F = trial.FinishReason is null ? null : VisibleText.Line(trial.FinishReason, ShortText),
            H = trial.Status,
            Q = trial.Requests > 1 ? trial.Requests : 0,
            N = trial.Attempts - trial.Requests,
            Pt = trial.PromptTokens,
            Ct = trial.CompletionTokens,
            Ms = Math.Round(trial.DurationMs),
            Cut = trial.Truncated,
            Odd = trial.Anomalies.Count == 0 ? null : [.. trial.Anomalies.Take(10).Select(a => VisibleText.Line($"{a.Kind}: {a.Message}", 300))],
        };
    }

    /// <summary>A text in the page as far as it fits, and whole beside the page when it does not.</summary>
    private TrialText? Text(string name, string? text, SideFiles? files)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var limit = files is null ? ShortText : Math.Min(TextInPage, Math.Max(ShortText, _textLeft));
        if (text.Length <= limit)
        {
            _textLeft -= text.Length;
            return new(VisibleText.Of(text), 0, null);
        }

        // The end of a long text matters as much as its beginning: loops and cut-offs show there.
        var shown = files is null ? VisibleText.Cut(text, limit) : $"{VisibleText.Cut(text, limit * 2 / 3)}\n[…]\n{Tail(text, limit / 3)}";
        _textLeft -= shown.Length;
        return new(VisibleText.Of(shown), text.Length, files?.Write(name, text));
    }

    private static string Tail(string text, int length)
    {
        var start = text.Length - length;
        return text[(char.IsLowSurrogate(text[start]) ? start + 1 : start)..];
    }
}
