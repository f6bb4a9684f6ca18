using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Conformance.Faults;
using NUnit.Framework;

namespace Kvv.SelfTests.Faults;

/// <summary>The published schema describes what the loader reads: same members, same words, nothing undescribed.</summary>
public sealed class FaultSchemaTests
{
    private static readonly JsonObject Schema =
        JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "fault-catalogue.schema.json")))!.AsObject();

    [TestCase("fault", typeof(Fault))]
    [TestCase("source", typeof(FaultSource))]
    public void MembersAreThoseOfTheRecord(string definition, Type record)
    {
        var schema = Schema["$defs"]![definition]!;
        var members = record.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        Assert.That(schema["properties"]!.AsObject().Select(member => member.Key), Is.EquivalentTo(members.Select(Name)));
        Assert.That(
            schema["required"]!.AsArray().Select(member => member!.GetValue<string>()),
            Is.EquivalentTo(members.Where(member => member.GetCustomAttribute<RequiredMemberAttribute>() is not null).Select(Name)));
    }

    [TestCase("stage", typeof(FaultStage))]
    [TestCase("severity", typeof(FaultSeverity))]
    [TestCase("evidence", typeof(FaultEvidence))]
    [TestCase("requests", typeof(FaultRequests))]
    public void WordsAreThoseTheLoaderReads(string member, Type words)
    {
        var allowed = Schema["$defs"]!["fault"]!["properties"]![member]!["enum"]!.AsArray().Select(word => word!.GetValue<string>()).ToList();
        Assert.That(allowed, Has.Count.EqualTo(Enum.GetValues(words).Length));
        foreach (var word in allowed)
        {
            var fault = Examples.Fault("sw-one");
            fault[member] = word;
            if (member == "stage")
                fault["id"] = Enum.GetValues<FaultStage>()[allowed.IndexOf(word)].Prefix() + "-one";
            Assert.That(() => Read(fault), Throws.Nothing, word);
        }
    }

    [Test]
    public void EveryMemberIsDescribedAndEveryObjectIsClosed()
    {
        foreach (var node in Nodes(Schema).Where(node => node["properties"] is not null && node["type"] is not null))
        {
            Assert.That(node["additionalProperties"]?.GetValue<bool>(), Is.False, node.GetPath());
            foreach (var (name, member) in node["properties"]!.AsObject())
                Assert.That(member!["description"]?.GetValue<string>(), Is.Not.Null.And.Not.Empty, $"{node.GetPath()}.{name}");
        }
    }

    [Test]
    public void EveryIdPrefixIsAStage() => Assert.That(
        Schema["$defs"]!["faultId"]!["pattern"]!.GetValue<string>(),
        Is.EqualTo($"^({string.Join('|', Enum.GetValues<FaultStage>().Select(stage => stage.Prefix()))})(-[a-z0-9]+)+$"));

    private static FaultCatalogue Read(JsonObject fault) =>
        FaultCatalogue.Parse(Encoding.UTF8.GetBytes(Examples.Catalogue(fault).ToJsonString()), "example");

    private static IEnumerable<JsonObject> Nodes(JsonNode? node) => node switch
    {
        JsonObject whole => whole.SelectMany(member => Nodes(member.Value)).Prepend(whole),
        JsonArray list => list.SelectMany(Nodes),
        _ => [],
    };

    private static string Name(PropertyInfo member) => JsonNamingPolicy.CamelCase.ConvertName(member.Name);
}
