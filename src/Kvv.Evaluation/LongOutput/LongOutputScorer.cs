using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Evaluation.LongOutput;

/// <summary>How a long output ended.</summary>
public enum LongEnding
{
    /// <summary>At the end of the plan.</summary>
    Complete,

    /// <summary>At the token limit, before the end of the plan.</summary>
    Cut,

    /// <summary>Before the end of the plan while the endpoint says that it is complete.</summary>
    SilentStop,

    /// <summary>In a passage repeated over and over.</summary>
    Loop,

    /// <summary>Long after the end of the plan.</summary>
    Overrun,
}

/// <summary>
/// Scores a long output: the share of planned lines that are right and in place, and in the details the curve behind it: first
/// error, errors by depth, how it ended, length against plan, and whether single lines were damaged.
/// </summary>
/// <param name="tasks">The tasks by item id.</param>
public sealed class LongOutputScorer(IReadOnlyDictionary<string, LongTask> tasks) : IScorer
{
    // Repeating a line now and then is clumsy; this much is a loop.
    private const int LoopLines = 20;
    private const double NearEnd = 0.98;
    private const double MuchLonger = 1.1;

    private static readonly string[] LoopKinds = [AnomalyKinds.RepetitionLoop, AnomalyKinds.TokenRepetition, AnomalyKinds.CharacterRun];

    /// <inheritdoc/>
    public string Id => "long-output/1";

    /// <inheritdoc/>
    public Score Score(Sample sample, Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(exchange);
        var task = tasks[sample.Id];
        if (exchange.Reply?.First is not { } choice)
            return new(null, null, exchange.Error?.Message is { } message ? $"refused: {message}" : "no reply to score");
        var text = choice.Content ?? "";
        var comparison = LineComparison.Of(task.Lines, text);
        var ending = Ending(comparison, choice.FinishReason, exchange.Anomalies);
        var damage = LineDamage.Of(task.Lines, text);
        var value = (double)comparison.Right / comparison.Planned;
        var explanation = $"{comparison.Right} of {comparison.Planned} lines right"
            + (comparison.FirstError is { } first ? $", the first error in line {first + 1}" : "")
            + (ending == LongEnding.Complete ? "" : $"; it ends by {Word(ending)} after {comparison.Written} lines");
        return new(value, null, explanation, choice.FinishReason == "length") { Details = Details(comparison, ending, damage, task, text) };
    }

    private static LongEnding Ending(LineComparison lines, string? finish, IReadOnlyList<Anomaly> anomalies)
    {
        if (lines.Repeated >= LoopLines || anomalies.Any(a => LoopKinds.Contains(a.Kind)))
            return LongEnding.Loop;
        if (lines.Written < NearEnd * lines.Planned)
            return finish == "length" ? LongEnding.Cut : LongEnding.SilentStop;
        return lines.Written > (MuchLonger * lines.Planned) + 2 ? LongEnding.Overrun : LongEnding.Complete;
    }

    private static JsonObject Details(LineComparison lines, LongEnding ending, int damaged, LongTask task, string text) => new()
    {
        ["ending"] = Word(ending),
        ["planned"] = lines.Planned,
        ["written"] = lines.Written,
        ["right"] = lines.Right,
        ["firstError"] = lines.FirstError,
        ["reached"] = lines.Reached,
        ["wrongByDepth"] = JsonSerializer.SerializeToNode(lines.WrongByDepth),
        ["linesByDepth"] = JsonSerializer.SerializeToNode(lines.LinesByDepth),
        ["extra"] = lines.Extra,
        ["repeated"] = lines.Repeated,
        ["damaged"] = damaged,
        ["characters"] = text.Length,
        ["plannedCharacters"] = task.Text.Length,
    };

    private static string Word(LongEnding ending) => ending switch
    {
        LongEnding.Complete => "complete",
        LongEnding.Cut => "cut",
        LongEnding.SilentStop => "silent-stop",
        LongEnding.Loop => "loop",
        _ => "overrun",
    };
}
