using System.Text.Json;
using Kvv.Conformance.Profiles;
using NUnit.Framework;

namespace Kvv.SelfTests.Profiles;

/// <summary>The profiles that ship with the suite.</summary>
[TestFixture]
internal sealed class ProfileFilesTests
{
    private static readonly string[] Shipped =
    [
        "generic-openai", "kimi-k2-0905", "kimi-k2-thinking", "kimi-k2.5", "kimi-k2.6", "kimi-k2.7-code", "kimi-k3", "minimax-m2",
    ];

    // A model added later is checked as the shipped ones are.
    private static IEnumerable<string> All => Store.Names;

    private static ProfileStore Store => new(Path.Combine(RepositoryRoot.Path, "fixtures", "models"));

    [Test]
    public void The_eight_shipped_models_are_there() => Assert.That(Shipped, Is.SubsetOf(Store.Names));

    [TestCaseSource(nameof(All))]
    public void A_profile_loads_under_its_own_name(string name) => Assert.That(Store.Load(name).Name, Is.EqualTo(name));

    [TestCaseSource(nameof(All))]
    public void A_profile_loads_by_path_with_the_same_content(string name)
    {
        var byPath = Store.Load(Path.Combine(Store.Folder, name + ".json"));
        Assert.That(JsonSerializer.Serialize(byPath), Is.EqualTo(JsonSerializer.Serialize(Store.Load(name))));
    }

    // The loader checks that a source leads somewhere; this walks the raw text and asks that no figure stands outside a sourced object.
    [TestCaseSource(nameof(All))]
    public void Every_number_of_a_profile_stands_in_an_object_with_a_source(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Store.Folder, name + ".json")));
        Assert.That(UnsourcedNumbers(document.RootElement, "$", isSourced: false), Is.Empty);
    }

    [Test]
    public void A_number_without_a_source_is_found()
    {
        using var document = JsonDocument.Parse("""{"a":{"n":1,"source":"k: p"},"b":{"deep":[{"n":2}]}}""");
        Assert.That(UnsourcedNumbers(document.RootElement, "$", isSourced: false), Is.EqualTo(new[] { "$.b.deep[0].n" }));
    }

    [TestCaseSource(nameof(All))]
    public void Every_key_of_sources_is_used(string name)
    {
        var text = File.ReadAllText(Path.Combine(Store.Folder, name + ".json"));
        Assert.That(Store.Load(name).Sources.Keys.Where(k => !text.Contains($"\"{k}: ", StringComparison.Ordinal) && !text.Contains($"; {k}: ", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCaseSource(nameof(All))]
    public void Every_accepted_value_obeys_its_rule_and_every_refused_or_coerced_one_breaks_it(string name)
    {
        using var scope = Assert.EnterMultipleScope();
        foreach (var rule in Store.Load(name).Parameters)
        {
            Assert.That(rule.Accept, Is.Not.Empty, $"{rule.Name}: something must be accepted");
            Assert.That(rule.Accept.All(rule.Allows), $"{rule.Name}: accept");
            Assert.That(rule.Refuse.Concat(rule.Coerced).Any(rule.Allows), Is.False, $"{rule.Name}: refuse and coerced");
        }
    }

    [TestCaseSource(nameof(Shipped))]
    public void Every_shipped_model_is_held_to_the_built_in_items(string name)
    {
        var basics = Store.Load(name).Benchmarks["basics"];
        Assert.That((basics.Threshold, basics.Reason?.Length > 40), Is.EqualTo((0.9, true)));
    }

    private static IEnumerable<string> UnsourcedNumbers(JsonElement value, string path, bool isSourced) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject()
            .SelectMany(m => UnsourcedNumbers(m.Value, $"{path}.{m.Name}", isSourced || value.TryGetProperty("source", out _))),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, i) => UnsourcedNumbers(item, $"{path}[{i}]", isSourced)),
        JsonValueKind.Number => isSourced ? [] : [path],
        _ => [],
    };
}
