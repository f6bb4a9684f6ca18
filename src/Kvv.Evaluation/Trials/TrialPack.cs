using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Wire;

namespace Kvv.Evaluation.Trials;

/// <summary>
/// Records of trials without their long texts, in about a hundred bytes each instead of the five hundred of their objects: a
/// run of any length keeps the record of every trial until it is judged. A record is made anew each time it is asked for.
/// Any number of readers while nobody writes.
/// </summary>
internal sealed class TrialPack
{
    private const int HashDigits = 32;

    private readonly ByteLog _log;
    private readonly PackWriter _writer;
    private readonly PackReader.OfText<string> _text;

    /// <summary>Creates an empty pack.</summary>
    /// <param name="texts">Shared by the records that are made.</param>
    /// <param name="log">Where they are kept; empty.</param>
    public TrialPack(RepeatedTexts texts, ByteLog log)
    {
        _log = log;
        _text = texts.Of;
        _writer = new(_log);
    }

    [Flags]
    private enum Has : uint
    {
        None = 0,
        Unscored = 1,
        Infrastructure = 1 << 1,
        One = 1 << 2,
        Value = 1 << 3,
        Answer = 1 << 4,
        Truncated = 1 << 5,
        Status = 1 << 6,
        Finish = 1 << 7,
        Prompt = 1 << 8,
        Completion = 1 << 9,
        Reasoning = 1 << 10,
        Cached = 1 << 11,
        First = 1 << 12,
        Gap = 1 << 13,
        Rate = 1 << 14,
        Hash = 1 << 15,
        Series = 1 << 16,
        Offset = 1 << 17,
        Anomalies = 1 << 18,
        Replies = 1 << 19,
        Counted = 1 << 20,
        Details = 1 << 21,
        Faults = 1 << 22,
    }

    /// <summary>Adds a record.</summary>
    /// <param name="record">Its long texts are left out.</param>
    /// <returns>Its place.</returns>
    public long Add(TrialRecord record)
    {
        var place = _log.Length;
        Span<byte> hash = stackalloc byte[HashDigits / 2];
        var has = Of(record) | (IsHash(record.ConfigurationHash, hash) ? Has.Hash : 0);
        _writer.Number((ulong)has);
        _writer.Text(record.Benchmark);
        _writer.Text(record.Sample);
        _writer.Signed(record.Epoch);
        if (has.HasFlag(Has.Hash))
            _writer.Raw(hash);
        else
            _writer.Text(record.ConfigurationHash);
        _writer.Text(record.Explanation);
        _writer.Signed(record.StartedAt.Ticks);
        if (has.HasFlag(Has.Offset))
            _writer.Signed((long)record.StartedAt.Offset.TotalMinutes);
        _writer.Exact(record.DurationMs);
        if (has.HasFlag(Has.Series))
        {
            _writer.Signed(record.Requests);
            _writer.Signed(record.Attempts);
        }

        Text(record.Answer);
        Text(record.FinishReason);
        Number(record.Status);
        Number(record.PromptTokens);
        Number(record.CompletionTokens);
        Number(record.ReasoningTokens);
        Number(record.CachedTokens);
        Exact(has.HasFlag(Has.Value) ? record.Value : null);
        Exact(record.FirstContentMs);
        Exact(record.LongestGapMs);
        Exact(record.OutputTokensPerSecond);
        Json(has.HasFlag(Has.Anomalies), record.Anomalies);
        Json(has.HasFlag(Has.Replies), record.Replies);
        Json(has.HasFlag(Has.Counted), record.CountedBefore);
        Json(has.HasFlag(Has.Details), record.Details);
        Json(has.HasFlag(Has.Faults), record.Faults);
        return place;
    }

    /// <summary>The record at a place.</summary>
    /// <param name="place">What <see cref="Add"/> gave for it.</param>
    public TrialRecord Read(long place)
    {
        var reader = new PackReader(_log, place);
        var has = (Has)reader.Number();
        var benchmark = reader.Text(_text);
        var sample = reader.Text(_text);
        var epoch = (int)reader.Signed();
        var hash = has.HasFlag(Has.Hash) ? Hash(ref reader) : reader.Text(_text);
        var explanation = reader.Text(_text);
        var ticks = reader.Signed();
        var offset = TimeSpan.FromMinutes(has.HasFlag(Has.Offset) ? reader.Signed() : 0);
        var duration = reader.Exact();
        var requests = has.HasFlag(Has.Series) ? (int)reader.Signed() : 1;
        var attempts = has.HasFlag(Has.Series) ? (int)reader.Signed() : 1;
        // In the order in which they were written.
        return new()
        {
            Benchmark = benchmark,
            Sample = sample,
            Epoch = epoch,
            ConfigurationHash = hash,
            Explanation = explanation,
            Outcome = has.HasFlag(Has.Infrastructure) ? TrialOutcome.Infrastructure : has.HasFlag(Has.Unscored) ? TrialOutcome.Unscored : TrialOutcome.Scored,
            Truncated = has.HasFlag(Has.Truncated),
            StartedAt = new(ticks, offset),
            DurationMs = duration,
            Requests = requests,
            Attempts = attempts,
            Answer = has.HasFlag(Has.Answer) ? reader.Text(_text) : null,
            FinishReason = has.HasFlag(Has.Finish) ? reader.Text(_text) : null,
            Status = has.HasFlag(Has.Status) ? (int)reader.Signed() : null,
            PromptTokens = has.HasFlag(Has.Prompt) ? reader.Signed() : null,
            CompletionTokens = has.HasFlag(Has.Completion) ? reader.Signed() : null,
            ReasoningTokens = has.HasFlag(Has.Reasoning) ? reader.Signed() : null,
            CachedTokens = has.HasFlag(Has.Cached) ? reader.Signed() : null,
            Value = has.HasFlag(Has.One) ? 1 : has.HasFlag(Has.Value) ? reader.Exact() : null,
            FirstContentMs = has.HasFlag(Has.First) ? reader.Exact() : null,
            LongestGapMs = has.HasFlag(Has.Gap) ? reader.Exact() : null,
            OutputTokensPerSecond = has.HasFlag(Has.Rate) ? reader.Exact() : null,
            Anomalies = has.HasFlag(Has.Anomalies) ? Json<IReadOnlyList<Anomaly>>(ref reader) : [],
            Replies = has.HasFlag(Has.Replies) ? Json<IReadOnlyList<TrialReply>>(ref reader) : [],
            CountedBefore = has.HasFlag(Has.Counted) ? Json<CountedRequests>(ref reader) : null,
            Details = has.HasFlag(Has.Details) ? Json<JsonObject>(ref reader) : null,
            Faults = has.HasFlag(Has.Faults) ? Json<IReadOnlyList<string>>(ref reader) : [],
        };
    }

    private static Has Of(TrialRecord record) =>
        record.Outcome switch { TrialOutcome.Infrastructure => Has.Infrastructure, TrialOutcome.Unscored => Has.Unscored, _ => Has.None }
        | record.Value switch { null => Has.None, 1 => Has.One, _ => Has.Value }
        | If(record.Truncated, Has.Truncated)
        | If(record.Answer is not null, Has.Answer)
        | If(record.FinishReason is not null, Has.Finish)
        | If(record.Status is not null, Has.Status)
        | If(record.PromptTokens is not null, Has.Prompt)
        | If(record.CompletionTokens is not null, Has.Completion)
        | If(record.ReasoningTokens is not null, Has.Reasoning)
        | If(record.CachedTokens is not null, Has.Cached)
        | If(record.FirstContentMs is not null, Has.First)
        | If(record.LongestGapMs is not null, Has.Gap)
        | If(record.OutputTokensPerSecond is not null, Has.Rate)
        | If(record.Requests != 1 || record.Attempts != 1, Has.Series)
        | If(record.StartedAt.Offset != TimeSpan.Zero, Has.Offset)
        | If(record.Anomalies.Count > 0, Has.Anomalies)
        | If(record.Replies.Count > 0, Has.Replies)
        | If(record.CountedBefore is not null, Has.Counted)
        | If(record.Details is not null, Has.Details)
        | If(record.Faults.Count > 0, Has.Faults);

    private static Has If(bool isSo, Has member) => isSo ? member : Has.None;

    /// <summary>Whether a text is a hash as <see cref="ConfigurationHash"/> makes them: half its digits are kept as bytes.</summary>
    private static bool IsHash(string text, Span<byte> bytes) =>
        text.Length == HashDigits && !text.AsSpan().ContainsAnyInRange('A', 'F')
        && Convert.FromHexString(text, bytes, out _, out var written) == System.Buffers.OperationStatus.Done && written == bytes.Length;

    private static string Hash(ref PackReader reader)
    {
        Span<byte> bytes = stackalloc byte[HashDigits / 2];
        reader.Raw(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    private static T Json<T>(ref PackReader reader) => reader.Text(utf8 => JsonSerializer.Deserialize<T>(utf8, TrialJournal.Options)!);

    private void Text(string? text)
    {
        if (text is not null)
            _writer.Text(text);
    }

    private void Number(long? value)
    {
        if (value is { } number)
            _writer.Signed(number);
    }

    private void Exact(double? value)
    {
        if (value is { } number)
            _writer.Exact(number);
    }

    private void Json<T>(bool has, T value)
    {
        if (has)
            _writer.Text(JsonSerializer.SerializeToUtf8Bytes(value, TrialJournal.Options));
    }
}
