using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>The endpoint serves the public request sets that a correct Kimi K3 deployment serves.</summary>
[TestFixture]
public sealed class PublicDataTests
{
    private Endpoint _endpoint = null!;

    [OneTimeSetUp]
    public async Task Start() => _endpoint = await Endpoint.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _endpoint.DisposeAsync();

    [Test]
    public async Task ServesEveryPublicPromptTokenCase()
    {
        var tokens = new Dictionary<string, int>();
        foreach (var line in File.ReadLines(Data("kvv-prompt-tokens", "cases.jsonl")))
        {
            var item = JsonNode.Parse(line)!;
            var reply = await _endpoint.SendAsync(((JsonObject)item["request"]!).With("stream", true));
            Assert.That(reply.Status, Is.EqualTo(200), $"{item["id"]}: {reply}");
            tokens[(string)item["id"]!] = (int)reply.Chunks[^1]["choices"]![0]!["usage"]!["prompt_tokens"]!;
        }

        Assert.That(tokens, Has.Count.EqualTo(44));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tokens["k3_tool_parallel_reordered"], Is.EqualTo(tokens["k3_tool_parallel_followup"]), "results in any order");
            Assert.That(tokens["k3_single_turn_think_on"], Is.EqualTo(tokens["k3_effort_max"]), "the default effort is max");
            Assert.That(tokens["k3_effort_low"], Is.EqualTo(tokens["k3_effort_high"]));
            Assert.That(tokens["k3_effort_low"] - tokens["k3_effort_max"], Is.EqualTo(1));
            Assert.That(tokens["k3_single_turn_think_off"] - tokens["k3_single_turn_think_on"], Is.EqualTo(-67));
            Assert.That(tokens["k3_tool_required"] - tokens["k3_tool_single"], Is.EqualTo(36));
            Assert.That(tokens["k3_tool_choice_none"] - tokens["k3_tool_single"], Is.EqualTo(38));
            Assert.That(tokens["k3_response_format_response_format_json_object"] - tokens["k3_response_format_response_format_text"], Is.EqualTo(47));
            Assert.That(tokens["k3_response_format_response_format_text"], Is.EqualTo(tokens["k3_think_thinking_effort_max"]), "text adds nothing");
        }
    }

    [Test]
    public async Task CallsWithArgumentsThatObeyEveryPublicToolSchema([Values] bool stream)
    {
        var wrong = new List<string>();
        var seen = 0;
        foreach (var file in Directory.EnumerateFiles(Data("walle-valid"), "valid.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var number = 0;
            foreach (var line in File.ReadLines(file).Where(l => l.Length > 0))
            {
                number++;
                // The public verifier leaves these out as well: a root string of more than 1000 characters, a recursion without exit.
                var name = $"{Path.GetFileName(Path.GetDirectoryName(file))}:{number}";
                if (name is "TestRangeConstraints:3" or "TestReferences:7")
                    continue;
                var parameters = WalleCase.Wrap(line);
                seen++;
                var request = Requests.Ask("Call kvv_case once with the fewest arguments its schema allows.").With("tool_choice", "required").With("tools", new JsonArray(Tool(parameters)));
                var reply = await _endpoint.SendAsync(stream ? request.Streamed() : request);
                if (reply.Status != 200 || reply.Calls.Count != 1 || !Obeys(parameters, reply.Calls[0].Arguments))
                    wrong.Add($"{name} {reply.Status} {(reply.Status == 200 ? "" : reply)}");
            }
        }

        await TestContext.Progress.WriteLineAsync($"Schemas called with: {seen}, of which wrong: {wrong.Count}");
        Assert.That(wrong, Is.Empty);
        Assert.That(seen, Is.EqualTo(211));
    }

    private static JsonObject Tool(string parameters) => new()
    {
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = "kvv_case", ["description"] = "One call.", ["strict"] = true, ["parameters"] = JsonNode.Parse(parameters, null, new() { MaxDepth = 256 }) },
    };

    private static bool Obeys(string schema, string arguments)
    {
        using var instance = JsonDocument.Parse(arguments, new() { MaxDepth = 512 });
        return JsonSchema.Compile(schema).Validate(instance.RootElement).IsValid;
    }

    private static string Data(params string[] path)
    {
        var full = Path.Combine([RepositoryRoot.SharedData, .. path]);
        if (!Path.Exists(full))
            Assert.Ignore($"The public data is not beside the repository: {full}");
        return full;
    }
}
