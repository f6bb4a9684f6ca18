using System.Text;
using System.Text.Json.Nodes;
using Kvv.Conformance.Profiles;
using NUnit.Framework;

namespace Kvv.SelfTests.Profiles;

/// <summary>A faulty profile is refused with its file, the path of the fault and words that say what to change.</summary>
[TestFixture]
internal sealed class BrokenProfileTests
{
    private string _folder = "";

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("kvv-profiles-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    private static readonly object?[][] Breakages =
    [
        ["an unknown member", (Action<JsonObject>)(p => p["benchmark"] = new JsonObject()), "$.benchmark", "unknown member; did you mean 'benchmarks'?"],
        ["an unknown member deep down", (Action<JsonObject>)(p => Rule(p, 0)["minimum"] = 0), "$.parameters[0].minimum", "unknown member"],
        ["a missing member", (Action<JsonObject>)(p => p["thinking"]!.AsObject().Remove("reasoningFields")), "$.thinking", "member 'reasoningFields' is missing"],
        ["a string for a number", (Action<JsonObject>)(p => Rule(p, 0)["max"] = "1"), "$.parameters[0].max", "must be a number, is a string"],
        ["a fraction for a count", (Action<JsonObject>)(p => Ocr(p)["epochs"] = 1.5), "$.benchmarks.ocrbench.epochs", "must be a whole number, is 1.5"],
        ["a word for a boolean", (Action<JsonObject>)(p => p["features"]!["vision"] = "yes"), "$.features.vision", "must be true or false, is a string"],
        ["an object for a list", (Action<JsonObject>)(p => Rule(p, 0)["accept"] = new JsonObject()), "$.parameters[0].accept", "must be an array, is an object"],
        ["a null", (Action<JsonObject>)(p => p["title"] = null), "$.title", "may not be null"],
        ["an unknown word", (Action<JsonObject>)(p => p["dialect"] = "moonshot"), "$.dialect", "'moonshot' is not one of kimi, opensource, none"],
        ["an unknown source key", (Action<JsonObject>)(p => Rule(p, 2)["source"] = "kvw: tests/params"), "$.parameters[2].source", "'kvw' is not a key of $.sources; did you mean 'kvv'?"],
        ["a source that leads nowhere", (Action<JsonObject>)(p => Ocr(p)["source"] = "the readme"), "$.benchmarks.ocrbench.source", "'the readme' is neither 'key: place' nor a tracker entry"],
        ["an unknown tracker", (Action<JsonObject>)(p => Ocr(p)["source"] = "vlm#12"), "$.benchmarks.ocrbench.source", "'vlm#12' names no known tracker"],
        ["a threshold without a reason", (Action<JsonObject>)(p => p["benchmarks"]!["basics"]!.AsObject().Remove("reason")), "$.benchmarks.basics.threshold", "needs a 'reason'"],
        ["a baseline without a margin", (Action<JsonObject>)(p => Ocr(p).Remove("margin")), "$.benchmarks.ocrbench", "has a 'baseline' but neither 'margin' nor 'threshold'"],
        ["an unusual margin", (Action<JsonObject>)(p => Ocr(p)["margin"] = 0.2), "$.benchmarks.ocrbench.margin", "0.2 is not the usual 0.03 for this baseline"],
        ["a percentage", (Action<JsonObject>)(p => Ocr(p)["baseline"] = 89), "$.benchmarks.ocrbench.baseline", "must lie between 0 and 1"],
        ["an accepted value outside the range", (Action<JsonObject>)(p => Rule(p, 0)["accept"] = new JsonArray(0.5, 1.2)), "$.parameters[0].accept[1]", "1.2 breaks the rule it must show accepted (min 0, max 1)"],
        ["a refused value inside the range", (Action<JsonObject>)(p => Rule(p, 0)["refuse"] = new JsonArray(0.9)), "$.parameters[0].refuse[0]", "0.9 obeys the rule it must show refused (min 0, max 1)"],
        ["a refused value that is the fixed one", (Action<JsonObject>)(p => Rule(p, 2)["refuse"] = new JsonArray(0.95)), "$.parameters[2].refuse[0]", "0.95 obeys the rule it must show refused (fixed at 0.95)"],
        ["a coerced value that is refused", (Action<JsonObject>)(p => Rule(p, 2)["coerced"] = new JsonArray(0.8)), "$.parameters[2].coerced[0]", "0.8 is listed in 'refuse' as well"],
        ["a rule without a rule", (Action<JsonObject>)(p => Rule(p, 5).Remove("fixed")), "$.parameters[5]", "has neither 'fixed' nor 'min' or 'max'"],
        ["a rule that is both", (Action<JsonObject>)(p => Rule(p, 5)["max"] = 5), "$.parameters[5]", "has both 'fixed' and a range"],
        ["two rules for one parameter", (Action<JsonObject>)(p => Rule(p, 1)["thinking"] = "any"), "$.parameters[1].name", "'temperature' already has a rule for this thinking mode, at $.parameters[0]"],
        ["a default mode the model lacks", (Action<JsonObject>)(p => p["thinking"]!["modes"] = new JsonArray("off")), "$.thinking.default", "is not one of the modes"],
        ["an effort nobody knows", (Action<JsonObject>)(p => Ocr(p)["decoding"]!["effort"] = "extreme"), "$.benchmarks.ocrbench.decoding.effort", "'extreme' is not one of the efforts"],
        ["a decoding the model refuses", (Action<JsonObject>)(p => Ocr(p)["decoding"]!["topP"] = 0.5), "$.benchmarks.ocrbench.decoding.topP", "0.5 breaks the profile's own rule for top_p"],
        ["a pattern that is none", (Action<JsonObject>)(p => p["tools"]!["callId"]!["pattern"] = "("), "$.tools.callId.pattern", "is not a regular expression"],
        ["a counter without a pattern", (Action<JsonObject>)(p => p["tools"]!["callId"]!["rule"] = "conversation-counter"), "$.tools.callId", "member 'pattern' is missing"],
        ["choices of a mode left out", (Action<JsonObject>)(p => p["tools"]!["choices"]!.AsObject().Remove("off")), "$.tools.choices", "member 'off' is missing"],
        ["a mode named twice", (Action<JsonObject>)(p => p["thinking"]!["modes"] = new JsonArray("on", "on", "off")), "$.thinking.modes", "names a mode twice"],
        ["no mode at all", (Action<JsonObject>)(p => p["thinking"]!["modes"] = new JsonArray()), "$.thinking.modes", "must name at least one mode"],
        ["an honoured off request without that mode", (Action<JsonObject>)(p => p["thinking"]!["modes"] = new JsonArray("on")), "$.thinking.offRequest", "is honoured, but the modes do not include off"],
        ["a rule of a mode the model lacks", (Action<JsonObject>)(p => p["thinking"]!["modes"] = new JsonArray("on")), "$.parameters[1].thinking", "names a mode the model does not have"],
        ["choices of a mode the model lacks", (Action<JsonObject>)(p => p["thinking"]!["modes"] = new JsonArray("on")), "$.tools.choices.off", "belongs to a thinking mode the model does not have"],
        ["thinking without a field to show it", (Action<JsonObject>)(p => p["thinking"]!["reasoningFields"] = new JsonArray()), "$.thinking.reasoningFields", "must name at least one member"],
        ["a default effort nobody knows", (Action<JsonObject>)(p => p["thinking"]!["effort"]!["default"] = "medium"), "$.thinking.effort.default", "'medium' is not one of the values"],
        ["a kept value nobody knows", (Action<JsonObject>)(p => p["thinking"]!["keepDefault"] = "some"), "$.thinking.keepDefault", "'some' is neither 'none' nor one of keep"],
        ["half a pair of tags", (Action<JsonObject>)(p => p["chatFormat"]!["thinkTags"] = new JsonArray("<think>")), "$.chatFormat.thinkTags", "must hold an opening and a closing tag"],
        ["a window of nothing", (Action<JsonObject>)(p => p["contextWindow"]!["tokens"] = 0), "$.contextWindow.tokens", "is 0; it must be 1 or more"],
        ["a range upside down", (Action<JsonObject>)(p => Rule(p, 0)["min"] = 3), "$.parameters[0].min", "3 is more than max, 1"],
        ["a default outside the range", (Action<JsonObject>)(p => Rule(p, 0)["default"] = 1.5), "$.parameters[0].default", "1.5 breaks the rule (min 0, max 1)"],
        ["a coerced value inside the rule", (Action<JsonObject>)(p => Rule(p, 2)["coerced"] = new JsonArray(0.95)), "$.parameters[2].coerced[0]", "0.95 obeys the rule, so it needs no coercion"],
        ["a choice both working and refused", (Action<JsonObject>)(p => p["tools"]!["choices"]!["refusedOn"] = new JsonArray("required")), "$.tools.choices.refusedOn", "'required' is listed in 'on' as well"],
        ["a name of no length", (Action<JsonObject>)(p => p["tools"]!["maxNameLength"] = 0), "$.tools.maxNameLength", "is 0; it must be 1 or more"],
        ["no epoch", (Action<JsonObject>)(p => Ocr(p)["epochs"] = 0), "$.benchmarks.ocrbench.epochs", "is 0; it must be 1 or more"],
        ["a sample of nothing", (Action<JsonObject>)(p => Ocr(p)["sampleSize"] = 0), "$.benchmarks.ocrbench.sampleSize", "is 0; it must be 1 or more"],
        ["a sample size without a figure", (Action<JsonObject>)(p => Schema(p)["sampleSize"] = 100), "$.benchmarks['tool-calls'].metrics['schema-accuracy'].sampleSize", "there is none"],
        ["figures beside metrics", (Action<JsonObject>)(p => Ocr(p)["metrics"] = new JsonObject()), "$.benchmarks.ocrbench", "has figures of its own beside 'metrics'"],
        ["a margin of nothing", (Action<JsonObject>)(p => Ocr(p).Remove("baseline")), "$.benchmarks.ocrbench.margin", "belongs to either a 'baseline' or a 'threshold', and there are both or neither"],
        ["a metric's threshold without a reason", (Action<JsonObject>)(p => Schema(p).Remove("reason")), "$.benchmarks['tool-calls'].metrics['schema-accuracy'].threshold", "needs a 'reason'"],
        ["a metric's unknown source key", (Action<JsonObject>)(p => Schema(p)["source"] = "guid: section 1"), "$.benchmarks['tool-calls'].metrics['schema-accuracy'].source", "did you mean 'guide'?"],
        ["a decoding named twice", (Action<JsonObject>)(p => Ocr(p)["otherDecodings"]![1] = Ocr(p)["decoding"]!.DeepClone()), "$.benchmarks.ocrbench.otherDecodings[1]", "appears twice"],
        ["a decoding that keeps what cannot be kept", (Action<JsonObject>)(p => Ocr(p)["decoding"]!["keep"] = "some"), "$.benchmarks.ocrbench.decoding.keep", "'some' is not one of $.thinking.keep"],
        ["a decoding in a mode the model lacks", (Action<JsonObject>)(p => p["thinking"]!["modes"] = new JsonArray("off")), "$.benchmarks.ocrbench.decoding.thinking", "is a mode the model does not have"],
        ["a decoding without room", (Action<JsonObject>)(p => Ocr(p)["decoding"]!["maxTokens"] = 0), "$.benchmarks.ocrbench.decoding.maxTokens", "is 0; it must be 1 or more"],
        ["a name that is none", (Action<JsonObject>)(p => p["name"] = "Kimi K3"), "$.name", "'Kimi K3' is not a name"],
    ];

    [TestCaseSource(nameof(Breakages))]
    public void A_faulty_profile_is_refused_with_path_and_words(string what, Action<JsonObject> breakIt, string path, string words)
    {
        var profile = Healthy();
        breakIt(profile);
        var file = Write("mine.json", profile.ToJsonString());

        var refusal = Assert.Throws<ProfileException>(() => new ProfileStore(_folder).Load(file), what)!;

        using var scope = Assert.EnterMultipleScope();
        Assert.That(refusal.Problems.Where(p => p.Path == path && p.Reason.Contains(words, StringComparison.Ordinal)), Is.Not.Empty, refusal.Message);
        Assert.That(refusal.Message, Does.Contain(file).And.Contains(path));
        Assert.That(refusal.Message, Does.Not.Contain("Kvv.Conformance"), "a .NET type is no help to the reader");
    }

    [Test]
    public void The_profile_the_breakages_start_from_is_healthy() =>
        Assert.That(new ProfileStore(_folder).Load(Write("mine.json", Healthy().ToJsonString())).Name, Is.EqualTo("kimi-k3"));

    [Test]
    public void A_member_that_appears_twice_is_refused()
    {
        var text = Healthy().ToJsonString().Replace("\"dialect\":\"kimi\"", "\"dialect\":\"kimi\",\"dialect\":\"none\"", StringComparison.Ordinal);
        var refusal = Assert.Throws<ProfileException>(() => new ProfileStore(_folder).Load(Write("mine.json", text)))!;
        Assert.That(refusal.Problems, Is.EqualTo(new[] { new ProfileProblem("$.dialect", "appears twice") }));
    }

    [Test]
    public void Text_that_is_no_JSON_is_refused_with_its_place()
    {
        var refusal = Assert.Throws<ProfileException>(() => new ProfileStore(_folder).Load(Write("mine.json", "{\n  \"name\": kimi\n}")))!;
        Assert.That(refusal.Message, Does.Contain("mine.json").And.Contains("LineNumber: 1"));
    }

    [TestCase("[]", "must be an object, is an array")]
    [TestCase("null", "must be an object, is null")]
    public void A_text_that_is_no_object_is_refused(string text, string words)
    {
        var refusal = Assert.Throws<ProfileException>(() => new ProfileStore(_folder).Load(Write("mine.json", text)))!;
        Assert.That(refusal.Problems, Is.EqualTo(new[] { new ProfileProblem("$", words) }));
    }

    [Test]
    public void All_faults_are_reported_at_once()
    {
        var profile = Healthy();
        profile["dialect"] = "moonshot";
        profile["colour"] = "blue";
        Ocr(profile)["epochs"] = "one";
        var refusal = Assert.Throws<ProfileException>(() => new ProfileStore(_folder).Load(Write("mine.json", profile.ToJsonString())))!;
        Assert.That(refusal.Problems.Select(p => p.Path), Is.EquivalentTo(new[] { "$.dialect", "$.colour", "$.benchmarks.ocrbench.epochs" }));
    }

    private static JsonObject Healthy() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "fixtures", "models", "kimi-k3.json")))!.AsObject();

    private static JsonObject Rule(JsonObject profile, int index) => profile["parameters"]![index]!.AsObject();

    private static JsonObject Ocr(JsonObject profile) => profile["benchmarks"]!["ocrbench"]!.AsObject();

    private static JsonObject Schema(JsonObject profile) => profile["benchmarks"]!["tool-calls"]!["metrics"]!["schema-accuracy"]!.AsObject();

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text, Encoding.UTF8);
        return file;
    }
}
