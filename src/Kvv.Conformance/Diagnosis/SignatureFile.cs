using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kvv.Conformance.Diagnosis;

/// <summary>The file as it is written: subjects by facet, because most subjects share their few modes.</summary>
internal sealed record SignatureFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required string Format { get; init; }

    /// <summary>What the file is, for whoever opens it.</summary>
    public required string Note { get; init; }

    /// <summary>By profile, and by profile and benchmark with a space between: everything a healthy run judges.</summary>
    public required SortedDictionary<string, SortedDictionary<string, SortedSet<string>>> Judged { get; init; }

    public required IReadOnlyList<Row> Signatures { get; init; }

    public static SignatureFile Parse(string json) => JsonSerializer.Deserialize<SignatureFile>(json, Options) ?? throw new InvalidDataException("the table is null");

    /// <summary>One line a signature, so that a change shows as the lines it touches.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append("{\n\"format\":").Append(JsonSerializer.Serialize(Format, Options)).Append(",\n\"note\":").Append(JsonSerializer.Serialize(Note, Options)).Append(",\n\"judged\":{\n");
        text.AppendJoin(",\n", Judged.Select(j => $"{JsonSerializer.Serialize(j.Key, Options)}:{JsonSerializer.Serialize(j.Value, Options)}"));
        text.Append("\n},\n\"signatures\":[\n").AppendJoin(",\n", Signatures.Select(s => JsonSerializer.Serialize(s, Options))).Append("\n]\n}\n");
        return text.ToString();
    }

    /// <summary>One signature; absent members are empty.</summary>
    internal sealed record Row
    {
        public required string Fault { get; init; }

        public required string Profile { get; init; }

        /// <summary>The fault as the reference endpoint was given it, conditions included.</summary>
        public required string Given { get; init; }

        /// <summary>The benchmarks that were run besides pre-verification.</summary>
        public IReadOnlyList<string>? Benchmarks { get; init; }

        /// <summary>Requests until the first failing finding that belongs to the fault, checks taken in their registered order.</summary>
        public long? Requests { get; init; }

        /// <summary>The fault's place in the diagnosis of the whole run, from 1.</summary>
        public int? Place { get; init; }

        /// <summary>The fault's place in the diagnosis of the benchmarks alone, where pre-verification kept the gate closed.</summary>
        public int? PlaceByBenchmarks { get; init; }

        /// <summary>Figures that failed and named the fault, as <c>benchmark/figure</c>.</summary>
        public SortedSet<string>? Figures { get; init; }

        public SortedDictionary<string, SortedSet<string>>? Fails { get; init; }

        public SortedDictionary<string, SortedSet<string>>? Sometimes { get; init; }

        public SortedDictionary<string, SortedSet<string>>? NoAnswer { get; init; }
    }
}
