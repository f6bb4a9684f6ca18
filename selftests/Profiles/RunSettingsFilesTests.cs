using System.Text.RegularExpressions;
using System.Xml.Linq;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Settings;
using NUnit.Framework;

namespace Kvv.SelfTests.Profiles;

/// <summary>
/// The runsettings files. A duplicate parameter name matters more than it seems: the NUnit adapter then drops the whole file, filter and
/// all, and runs everything with its defaults.
/// </summary>
[TestFixture]
internal sealed partial class RunSettingsFilesTests
{
    private static readonly string[] Shipped = ["custom", "moonshot", "openrouter", "reference", "sglang", "trtllm", "vllm"];

    [Test]
    public void There_is_one_file_for_each_kind_of_endpoint() =>
        Assert.That(Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "runsettings")).Select(Path.GetFileName).Order(StringComparer.Ordinal), Is.EqualTo(Shipped.Select(n => n + ".runsettings")));

    [TestCaseSource(nameof(Shipped))]
    public void A_file_is_well_formed_and_makes_an_empty_selection_an_error(string name)
    {
        var file = XDocument.Parse(Text(name)).Root!;
        using var scope = Assert.EnterMultipleScope();
        Assert.That(file.Element("RunConfiguration")?.Element("TreatNoTestsAsError")?.Value, Is.EqualTo("true"));
        Assert.That(file.Element("NUnit")?.Element("NumberOfTestWorkers")?.Value, Is.EqualTo("64"));
        Assert.That(file.Element("NUnit")?.Element("DisplayName")?.Value, Is.EqualTo("FullName"));
        Assert.That(file.Descendants("TestOutputXml"), Is.Empty, "NUnit would copy every parameter into that file");
    }

    [TestCaseSource(nameof(Shipped))]
    public void A_file_sets_only_known_parameters_and_each_once(string name)
    {
        var names = Parameters(Text(name)).Select(p => p.Name).ToList();
        Assert.That(names, Is.Unique);
        Assert.That(names, Is.SubsetOf(SettingDefinition.All.Select(d => d.Parameter)));
    }

    [TestCaseSource(nameof(Shipped))]
    public void The_values_of_a_file_are_read_without_complaint_and_name_a_profile_that_loads(string name)
    {
        var settings = Read(Text(name));
        Assert.That(new ProfileStore(Path.Combine(RepositoryRoot.Path, "fixtures", "models")).Load(settings.Profile), Is.Not.Null);
        Assert.That(settings.IsReference, Is.EqualTo(name == "reference"));
    }

    [TestCaseSource(nameof(Shipped))]
    public void A_file_sets_nothing_to_its_default(string name)
    {
        var defaults = SettingDefinition.All.ToDictionary(d => d.Parameter, d => d.Default);
        Assert.That(Parameters(Text(name)).Where(p => defaults[p.Name] == p.Value), Is.Empty);
    }

    [TestCaseSource(nameof(Shipped))]
    public void The_parameters_stand_before_everything_else(string name)
    {
        var sections = XDocument.Parse(Text(name)).Root!.Elements().Select(e => e.Name.LocalName).ToList();
        Assert.That(sections.IndexOf("TestRunParameters"), Is.LessThanOrEqualTo(0));
    }

    [Test]
    public void The_custom_file_names_every_setting_with_its_variable()
    {
        var text = Text("custom");
        using var scope = Assert.EnterMultipleScope();
        foreach (var setting in SettingDefinition.All)
        {
            Assert.That(text, Does.Contain($"name=\"{setting.Parameter}\""));
            if (!Parameters(text).Any(p => p.Name == setting.Parameter))
                Assert.That(text, Does.Contain($"[{setting.Variable}]"));
        }
    }

    [Test]
    public void Every_line_of_the_custom_file_works_when_it_is_taken_out_of_its_comment()
    {
        var uncommented = CommentedParameter().Replace(Text("custom"), "${line}");
        Assert.That(Parameters(uncommented).Select(p => p.Name), Is.EquivalentTo(SettingDefinition.All.Select(d => d.Parameter)));
        Assert.That(Read(uncommented).Concurrency, Is.EqualTo(32));
    }

    private static string Text(string name) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, "runsettings", name + ".runsettings"));

    private static List<(string Name, string Value)> Parameters(string text) =>
        [.. XDocument.Parse(text).Root!.Elements("TestRunParameters").Elements("Parameter").Select(p => (p.Attribute("name")!.Value, p.Attribute("value")!.Value))];

    private static ConformanceSettings Read(string text) =>
        new SettingsReader(Parameters(text).ToDictionary(p => p.Name, p => p.Value), new Dictionary<string, string>(), RepositoryRoot.Path).Read();

    [GeneratedRegex(@"<!--[^<]*(?<line><Parameter [^\n]*/>)\s*-->")]
    private static partial Regex CommentedParameter();
}
