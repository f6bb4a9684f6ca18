using System.Text.Json;
using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.CommandLine;

/// <summary>`kvv schema check`: exit code 1 and the place of the fault when something is invalid.</summary>
[TestFixture]
public sealed class SchemaCheckTests
{
    private const string Schema = """{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":3},"size":{"type":"integer"}},"additionalProperties":false}""";

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task InstanceIsHeldAgainstASchema()
    {
        var (validExit, valid) = await CheckAsync("""{"name":"abc"}""", "--schema", Write("schema.json", Schema));
        var (exit, invalid) = await CheckAsync("""{"name":"ab","size":1.5,"colour":"red"}""", "--schema", Write("schema.json", Schema));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(validExit, Is.Zero, valid);
            Assert.That(valid, Does.Contain("file.json: valid against"));
            Assert.That(exit, Is.EqualTo(1));
            Assert.That(invalid, Does.Contain("/name: ").And.Contain("/size: ").And.Contain("colour").And.Contain("(schema /properties/name/minLength)").And.Contain("file.json: invalid"));
        }
    }

    [TestCase("""{"name":"abc","name":"def"}""")]
    [TestCase("not json")]
    public async Task TextThatIsNoStrictJsonIsInvalid(string text)
    {
        var (exit, output) = await CheckAsync(text, "--schema", Write("schema.json", Schema));
        Assert.That((exit, output.Contains("Line 1", StringComparison.Ordinal)), Is.EqualTo((1, true)), output);
    }

    [TestCase(Schema, 0, "valid, draft 2020-12")]
    [TestCase("""{"type":"objekt"}""", 1, "/type")]
    [TestCase("""{"$ref":"#/$defs/none"}""", 1, "/$ref")]
    public async Task SchemaItselfIsChecked(string schema, int expected, string said)
    {
        var (exit, output) = await CheckAsync(schema);
        Assert.That(exit, Is.EqualTo(expected), output);
        Assert.That(output, Does.Contain(said));
    }

    [Test]
    public async Task SchemaThatCannotBeUsedIsNamed()
    {
        var (exit, output) = await CheckAsync("{}", "--schema", Write("schema.json", """{"type":1}"""));
        Assert.That(exit, Is.EqualTo(1));
        Assert.That(output, Does.Contain("schema.json is no valid schema").And.Not.Contain("   at "));
    }

    [Test]
    public async Task MfjsLevelDecides()
    {
        const string schema = """{"type":"object","properties":{"a":{"type":"string","format":"date"}}}""";
        var (ultraExit, ultra) = await CheckAsync(schema, "--mfjs");
        var (liteExit, lite) = await CheckAsync(schema, "--mfjs", "lite");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ultraExit, Is.EqualTo(1));
            Assert.That(ultra, Does.Contain("/properties/a").And.Contain("MFJS-K"));
            Assert.That(liteExit, Is.Zero, lite);
            Assert.That(lite, Does.Contain("valid, MFJS lite"));
        }
    }

    [Test]
    public async Task LinesAreCountedAndTheirFaultsPlaced()
    {
        var (exit, output) = await CheckAsync("{\"type\":\"string\"}\n\n{\"type\":\"text\"}\n{}\n", "--mfjs", "ultra", "--lines");
        Assert.That(exit, Is.EqualTo(1));
        Assert.That(output, Does.Contain("file.json:3: /type").And.Contain("2 of 3 lines valid"));
    }

    [Test]
    public async Task GeneratedInstancesAreValid()
    {
        var (exit, minimal) = await CheckAsync(Schema, "--generate");
        var (_, random) = await CheckAsync(Schema, "--generate", "random", "--seed", "5");
        var (_, again) = await CheckAsync(Schema, "--generate", "random", "--seed", "5");
        var compiled = JsonSchema.Compile(Schema);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exit, Is.Zero, minimal);
            Assert.That(compiled.Validate(JsonDocument.Parse(minimal).RootElement).IsValid, minimal);
            Assert.That(compiled.Validate(JsonDocument.Parse(random).RootElement).IsValid, random);
            Assert.That(again, Is.EqualTo(random));
        }
    }

    [Test]
    public async Task SchemaWithoutInstancesIsInvalidToGenerateFrom()
    {
        var (exit, output) = await CheckAsync("""{"type":"integer","minimum":2,"maximum":1}""", "--generate");
        Assert.That(exit, Is.EqualTo(1));
        Assert.That(output, Does.Contain("contradicts itself"));
    }

    [Test]
    public async Task MisplacedFileIsExplained()
    {
        using var kvv = ProductProcess.Kvv("schema", "check", "--mfjs", Write("file.json", "{}"), "x.json");
        Assert.That(await kvv.ExitAsync(), Is.EqualTo(1));
        Assert.That(kvv.Output, Does.Contain("Put the file before --mfjs"));
    }

    [Test]
    public async Task ChecksThatExcludeEachOtherAreRefused()
    {
        var (exit, output) = await CheckAsync("{}", "--mfjs", "--generate");
        Assert.That((exit, output.Contains("give one of them", StringComparison.Ordinal)), Is.EqualTo((1, true)), output);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<(int Exit, string Output)> CheckAsync(string text, params string[] arguments)
    {
        using var kvv = ProductProcess.Kvv(["schema", "check", Write("file.json", text), .. arguments]);
        return (await kvv.ExitAsync(), kvv.Output);
    }
}
