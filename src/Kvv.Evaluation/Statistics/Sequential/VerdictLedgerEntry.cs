using System.Text.Json;

namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>
/// One line of a verdict ledger (append-only JSONL, one line per finished trial in schedule order). With the rule it
/// reproduces the verdict without a network.
/// </summary>
/// <param name="Index">Schedule position.</param>
/// <param name="Item">Item number.</param>
/// <param name="Epoch">Epoch of the item.</param>
/// <param name="Outcome">What the trial contributed.</param>
/// <param name="Score">Its score, if it has one.</param>
/// <param name="FailureClass">Its transport failure class, if any.</param>
/// <param name="RequestHash">Hash of the whole request.</param>
/// <param name="Value">Its value in the race (score minus item baseline), if it has one.</param>
/// <param name="Used"><see langword="false"/> for a trial that was in flight when the test stopped.</param>
/// <param name="LogPass">ln E_pass after this line.</param>
/// <param name="LogFail">ln E_fail after this line.</param>
public sealed record VerdictLedgerEntry(
    int Index,
    int Item,
    int Epoch,
    ObservationOutcome Outcome,
    double? Score,
    string? FailureClass,
    string? RequestHash,
    double? Value,
    bool Used,
    double LogPass,
    double LogFail)
{
    /// <summary>The observation this line records.</summary>
    public Observation ToObservation() => new(new ScheduledTrial(Index, Item, Epoch), Outcome, Score, FailureClass, RequestHash);

    /// <summary>The line, without line break.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, LedgerJson.Options);

    /// <summary>Reads one line.</summary>
    /// <exception cref="JsonException">The line is no ledger entry, for instance because it was torn.</exception>
    public static VerdictLedgerEntry FromJson(string line) =>
        JsonSerializer.Deserialize<VerdictLedgerEntry>(line, LedgerJson.Options) ?? throw new JsonException("The line is null.");

    internal static VerdictLedgerEntry Of(Observation observation, double? value, bool used, double logPass, double logFail) => new(
        observation.Trial.Index, observation.Trial.Item, observation.Trial.Epoch, observation.Outcome, observation.Score,
        observation.FailureClass, observation.RequestHash, value, used, logPass, logFail);
}
