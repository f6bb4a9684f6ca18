using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Kvv.Conformance.Profiles;
using NUnit.Framework;

namespace Kvv.SelfTests.Profiles;

/// <summary>The schema of the format and the records that read it say the same, both ways.</summary>
[TestFixture]
internal sealed class SchemaAgreementTests
{
    // Read anew each time: a JsonNode is not safe for tests side by side.
    private static JsonObject Schema =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "model-profile.schema.json")))!.AsObject();

    // Which part of the schema describes which record.
    private static readonly object[][] Pairs =
    [
        ["", typeof(ModelProfile)],
        ["contextWindow", typeof(ContextWindow)],
        ["chatFormat", typeof(ChatFormatContract)],
        ["thinking", typeof(ThinkingContract)],
        ["effort", typeof(EffortContract)],
        ["parameter", typeof(ParameterRule)],
        ["tools", typeof(ToolContract)],
        ["choices", typeof(ToolChoices)],
        ["callId", typeof(CallIdContract)],
        ["responseFormats", typeof(ResponseFormatContract)],
        ["features", typeof(FeatureContract)],
        ["benchmark", typeof(BenchmarkTarget)],
        ["metric", typeof(MetricTarget)],
        ["decoding", typeof(Decoding)],
    ];

    [TestCaseSource(nameof(Pairs))]
    public void Schema_and_record_have_the_same_members(string part, Type record) =>
        Assert.That(Members(record).Select(JsonName), Is.EquivalentTo(Names(Part(part)["properties"])));

    [TestCaseSource(nameof(Pairs))]
    public void Schema_and_record_require_the_same_members(string part, Type record) =>
        Assert.That(Members(record).Where(m => m.IsDefined(typeof(RequiredMemberAttribute))).Select(JsonName), Is.EquivalentTo(Strings(Part(part)["required"])));

    [TestCaseSource(nameof(Pairs))]
    public void Every_object_of_the_schema_is_closed(string part, Type _) =>
        Assert.That(Part(part)["additionalProperties"]?.GetValueKind(), Is.EqualTo(JsonValueKind.False));

    [TestCaseSource(nameof(Pairs))]
    public void Every_member_of_the_schema_is_described(string part, Type _) =>
        Assert.That(Part(part)["properties"]!.AsObject().Where(m => m.Value!["description"] is null || m.Value["description"]!.GetValue<string>().Length < 10).Select(m => m.Key), Is.Empty);

    [TestCaseSource(nameof(Pairs))]
    public void An_enumeration_has_the_same_words_in_schema_and_record(string part, Type record)
    {
        using var scope = Assert.EnterMultipleScope();
        foreach (var member in Members(record))
        {
            if (EnumOf(member.PropertyType) is { } choices)
                Assert.That(Words(Part(part)["properties"]![JsonName(member)]!), Is.EquivalentTo(JsonWords(choices)), JsonName(member));
        }
    }

    // Without these two the tests above could pass by comparing too little.
    [Test]
    public void Every_object_of_the_schema_has_a_record() =>
        Assert.That(Schema["$defs"]!.AsObject().Where(d => d.Value!["properties"] is not null).Select(d => d.Key), Is.EquivalentTo(Pairs.Skip(1).Select(p => (string)p[0])));

    [Test]
    public void Every_record_of_the_format_is_in_the_schema()
    {
        var readByTheFormat = typeof(ModelProfile).Assembly.GetTypes()
            .Where(t => t is { IsPublic: true, IsClass: true, Namespace: "Kvv.Conformance.Profiles" })
            .Where(t => t.GetMethod("<Clone>$") is not null && t != typeof(SourceReference) && t != typeof(ProfileProblem));
        Assert.That(readByTheFormat, Is.EquivalentTo(Pairs.Select(p => (Type)p[1])));
    }

    private static JsonObject Part(string name) => name.Length == 0 ? Schema : Schema["$defs"]![name]!.AsObject();

    private static IEnumerable<PropertyInfo> Members(Type record) =>
        record.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(p => !p.IsDefined(typeof(JsonIgnoreAttribute)));

    private static string JsonName(PropertyInfo member) =>
        member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(member.Name);

    private static IEnumerable<string> Names(JsonNode? properties) => properties!.AsObject().Select(p => p.Key);

    private static IEnumerable<string> Strings(JsonNode? list) => list!.AsArray().Select(i => i!.GetValue<string>());

    private static Type? EnumOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            type = type.GetGenericArguments()[0];
        return type.IsEnum ? type : null;
    }

    private static IEnumerable<string> Words(JsonNode member)
    {
        var target = member["$ref"] is { } reference ? Part(reference.GetValue<string>()["#/$defs/".Length..]) : member;
        return Strings(target["enum"] ?? target["items"]!["enum"]);
    }

    private static IEnumerable<string> JsonWords(Type choices) =>
        choices.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name);
}
