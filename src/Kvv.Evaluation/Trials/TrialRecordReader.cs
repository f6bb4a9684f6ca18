using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Wire;

namespace Kvv.Evaluation.Trials;

/// <summary>
/// Reads what stays in memory of a record, member by member in one pass. The serializer reads the same lines six times slower;
/// a self-test holds the two together. Members that only the journal keeps are skipped, and so are unknown ones.
/// </summary>
internal ref struct TrialRecordReader
{
    private readonly RepeatedTexts _texts;
    private Utf8JsonReader _json;

    private TrialRecordReader(ReadOnlySpan<byte> json, RepeatedTexts texts)
    {
        _json = new(json);
        _texts = texts;
    }

    /// <summary>Reads a record.</summary>
    /// <param name="json">One JSON object.</param>
    /// <param name="texts">Shared by all lines of a journal.</param>
    /// <exception cref="JsonException">It is no record.</exception>
    public static TrialRecord Read(ReadOnlySpan<byte> json, RepeatedTexts texts)
    {
        try
        {
            return new TrialRecordReader(json, texts).Read();
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            // A member of another type than the record's.
            throw new JsonException(e.Message, e);
        }
    }

    private TrialRecord Read()
    {
        string? benchmark = null, sample = null, hash = null, answer = null, explanation = null, finish = null;
        int? epoch = null, status = null;
        TrialOutcome? outcome = null;
        double? value = null, first = null, gap = null, rate = null;
        long? prompt = null, completion = null, reasoning = null, cached = null;
        var (truncated, attempts, requests, duration) = (false, 0, 1, 0d);
        DateTimeOffset startedAt = default;
        IReadOnlyList<Anomaly> anomalies = [];
        IReadOnlyList<TrialReply>? replies = null;
        IReadOnlyList<string> faults = [];
        JsonObject? details = null;
        CountedRequests? counted = null;

        if (!_json.Read() || _json.TokenType != JsonTokenType.StartObject)
            throw new JsonException("It is no JSON object.");
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            switch (_json.ValueSpan)
            {
                case var n when n.SequenceEqual("benchmark"u8): benchmark = Text(); break;
                case var n when n.SequenceEqual("sample"u8): sample = Text(); break;
                case var n when n.SequenceEqual("epoch"u8): epoch = Int(); break;
                case var n when n.SequenceEqual("configurationHash"u8): hash = Once(); break;
                case var n when n.SequenceEqual("outcome"u8): outcome = Outcome(); break;
                case var n when n.SequenceEqual("value"u8): value = Double(); break;
                case var n when n.SequenceEqual("answer"u8): answer = Text(); break;
                case var n when n.SequenceEqual("explanation"u8): explanation = Text(); break;
                case var n when n.SequenceEqual("truncated"u8): _json.Read(); truncated = _json.GetBoolean(); break;
                case var n when n.SequenceEqual("status"u8): status = Int(); break;
                case var n when n.SequenceEqual("attempts"u8): attempts = Int() ?? 0; break;
                case var n when n.SequenceEqual("finishReason"u8): finish = Text(); break;
                case var n when n.SequenceEqual("promptTokens"u8): prompt = Long(); break;
                case var n when n.SequenceEqual("completionTokens"u8): completion = Long(); break;
                case var n when n.SequenceEqual("reasoningTokens"u8): reasoning = Long(); break;
                case var n when n.SequenceEqual("cachedTokens"u8): cached = Long(); break;
                case var n when n.SequenceEqual("startedAt"u8): _json.Read(); startedAt = _json.GetDateTimeOffset(); break;
                case var n when n.SequenceEqual("durationMs"u8): duration = Double() ?? 0; break;
                case var n when n.SequenceEqual("firstContentMs"u8): first = Double(); break;
                case var n when n.SequenceEqual("longestGapMs"u8): gap = Double(); break;
                case var n when n.SequenceEqual("outputTokensPerSecond"u8): rate = Double(); break;
                case var n when n.SequenceEqual("anomalies"u8): anomalies = Value<IReadOnlyList<Anomaly>>() ?? []; break;
                case var n when n.SequenceEqual("replies"u8): replies = Value<IReadOnlyList<TrialReply>>(); break;
                case var n when n.SequenceEqual("requests"u8): requests = Int() ?? 0; break;
                case var n when n.SequenceEqual("countedBefore"u8): counted = Value<CountedRequests>(); break;
                case var n when n.SequenceEqual("details"u8): details = Value<JsonObject>(); break;
                case var n when n.SequenceEqual("faults"u8): faults = Value<IReadOnlyList<string>>() ?? []; break;
                default: _json.Skip(); break;
            }
        }

        if (_json.TokenType != JsonTokenType.EndObject || _json.Read())
            throw new JsonException("It is no single JSON object.");
        return new()
        {
            Benchmark = benchmark ?? throw Missing("benchmark"),
            Sample = sample ?? throw Missing("sample"),
            Epoch = epoch ?? throw Missing("epoch"),
            ConfigurationHash = hash ?? throw Missing("configurationHash"),
            Outcome = outcome ?? throw Missing("outcome"),
            Value = value,
            Answer = answer,
            Explanation = explanation ?? throw Missing("explanation"),
            Truncated = truncated,
            Status = status,
            Attempts = attempts,
            FinishReason = finish,
            PromptTokens = prompt,
            CompletionTokens = completion,
            ReasoningTokens = reasoning,
            CachedTokens = cached,
            StartedAt = startedAt,
            DurationMs = duration,
            FirstContentMs = first,
            LongestGapMs = gap,
            OutputTokensPerSecond = rate,
            Anomalies = anomalies,
            Replies = replies ?? [],
            Requests = requests,
            CountedBefore = counted,
            Details = details,
            Faults = faults,
        };
    }

    private static JsonException Missing(string member) => new($"It has no member \"{member}\".");

    /// <summary>A text that other lines have too.</summary>
    private string? Text()
    {
        _json.Read();
        return _json.TokenType != JsonTokenType.String || _json.ValueIsEscaped ? _json.GetString() : _texts.Of(_json.ValueSpan);
    }

    /// <summary>A text of this line alone.</summary>
    private string? Once()
    {
        _json.Read();
        return _json.GetString();
    }

    private int? Int()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.Null ? null : _json.GetInt32();
    }

    private long? Long()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.Null ? null : _json.GetInt64();
    }

    private double? Double()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.Null ? null : _json.GetDouble();
    }

    private TrialOutcome Outcome()
    {
        _json.Read();
        return _json.ValueTextEquals("scored"u8) ? TrialOutcome.Scored
            : _json.ValueTextEquals("unscored"u8) ? TrialOutcome.Unscored
            : _json.ValueTextEquals("infrastructure"u8) ? TrialOutcome.Infrastructure
            : throw new JsonException($"The outcome is \"{Encoding.UTF8.GetString(_json.ValueSpan)}\".");
    }

    /// <summary>A rare member of many parts; an empty list costs nothing.</summary>
    private T? Value<T>()
        where T : class
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.StartArray)
        {
            var ahead = _json;
            if (ahead.Read() && ahead.TokenType == JsonTokenType.EndArray)
            {
                _json = ahead;
                return null;
            }
        }

        return JsonSerializer.Deserialize<T>(ref _json, TrialJournal.Options);
    }
}
