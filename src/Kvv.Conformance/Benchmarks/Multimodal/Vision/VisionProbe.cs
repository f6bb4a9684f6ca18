using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Benchmarks.Multimodal.Vision;

/// <summary>One line of <c>probes.jsonl</c>: what is sent, what the right answer is, and which wrong answer gives which defect away.</summary>
internal sealed record VisionProbe
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new OneOrMoreConverter() },
    };

    public required string Id { get; init; }

    /// <summary>The group under which results are shown.</summary>
    public required string Family { get; init; }

    /// <summary><c>read</c> (one request, one answer), <c>series</c> (requests that must not disturb each other) or <c>tokens</c> (a rule about counts).</summary>
    public required string Kind { get; init; }

    /// <summary>What must hold, in a sentence.</summary>
    public required string Title { get; init; }

    public required IReadOnlyList<VisionStep> Steps { get; init; }

    /// <summary>The right answer of a probe with one step.</summary>
    public string? Answer { get; init; }

    /// <summary>Other right answers.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>The wrong answers that give a defect away, by defect.</summary>
    public IReadOnlyDictionary<string, OneOrMore> Signatures { get; init; } = new Dictionary<string, OneOrMore>();

    /// <summary><c>sequence</c>: the answer is a list of words whose order counts; else it is one word.</summary>
    public string? Match { get; init; }

    /// <summary><c>may</c>: reported, and left out of the accuracy.</summary>
    public string Level { get; init; } = "must";

    /// <summary>Whether a refusal with a reason is as good as the right answer.</summary>
    public bool ClearRefusal { get; init; }

    /// <summary>Whether the request must be refused.</summary>
    public bool Refused { get; init; }

    /// <summary>Whether any answer will do: what is asked is that there is one.</summary>
    public bool AnyAnswer { get; init; }

    /// <summary>The defect that HTTP 500 is the mark of; <c>picture-crash</c> when not given, <c>broken-crash</c> for broken files.</summary>
    public string? Crash { get; init; }

    /// <summary>What a model answers that saw no picture.</summary>
    public string EmptyHanded { get; init; } = "NONE";

    /// <summary>The defect that such an answer gives away.</summary>
    public string EmptyHandedDefect { get; init; } = "picture-dropped";

    /// <summary>Whether the steps of a series go at the same time.</summary>
    public bool Parallel { get; init; }

    /// <summary>The rule about prompt tokens: <c>more</c>, <c>monotone</c>, <c>same</c>, <c>sum</c> or <c>atMostTwelve</c>.</summary>
    public string? Rule { get; init; }

    /// <summary>The defect that breaking the rule gives away.</summary>
    public string? Measured { get; init; }

    /// <summary>Whether the model must take clips.</summary>
    public bool Video { get; init; }

    /// <summary>Whether it is for models that see no pictures, and for these alone.</summary>
    public bool TextModel { get; init; }

    /// <summary>Whether pictures are given by their address, so that somebody must serve them.</summary>
    [JsonIgnore]
    public bool ByAddress => Steps.Any(s => s.Messages.Any(m => m!["content"] is JsonArray parts && parts.Any(p => p!["address"] is not null)));

    /// <summary>The defect that HTTP 500 is the mark of.</summary>
    [JsonIgnore]
    public string CrashDefect => Crash ?? (Refused ? "broken-crash" : "picture-crash");

    /// <summary>All defects this probe can show, by what it looks at.</summary>
    [JsonIgnore]
    public IEnumerable<string> Shows => Signatures.Keys
        .Append(CrashDefect)
        .Concat(Measured is null ? [] : [Measured])
        .Concat(Refused ? ["broken-accepted"] : [])
        .Concat(Kind == "tokens" ? ["uncounted"] : [])
        .Concat(Kind == "series" ? ["media-cache"] : [])
        .Concat(Refused || AnyAnswer ? [] : [EmptyHandedDefect])
        .Distinct();

    /// <summary>Reads an item of the data set.</summary>
    /// <exception cref="InvalidDataException">The item is no probe.</exception>
    public static VisionProbe Read(Sample sample)
    {
        try
        {
            return sample.Data.Deserialize<VisionProbe>(Reading) ?? throw new InvalidDataException($"Probe {sample.Id} is null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Probe {sample.Id}: {e.Message}", e);
        }
    }
}

/// <summary>One request of a probe.</summary>
/// <param name="Messages">The conversation; content parts name pictures of the folder instead of holding them.</param>
/// <param name="Answer">The right answer of a step of a series.</param>
/// <param name="Tools">Tools of the request.</param>
internal sealed record VisionStep(JsonArray Messages, string? Answer = null, JsonArray? Tools = null);

/// <summary>A string or a list of strings.</summary>
/// <param name="Items">The strings.</param>
internal sealed record OneOrMore(IReadOnlyList<string> Items);

/// <summary>Reads and writes <see cref="OneOrMore"/>.</summary>
internal sealed class OneOrMoreConverter : JsonConverter<OneOrMore>
{
    public override OneOrMore Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.String
        ? new([reader.GetString()!])
        : new(JsonSerializer.Deserialize<List<string>>(ref reader, options) ?? throw new JsonException("A signature is a string or a list of strings."));

    public override void Write(Utf8JsonWriter writer, OneOrMore value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.Items, options);
}
