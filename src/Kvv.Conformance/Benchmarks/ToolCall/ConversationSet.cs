using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>The built-in conversations and the tools they declare.</summary>
/// <param name="Dataset">The conversations.</param>
/// <param name="Tools">Descriptions and parameter schemas by tool name.</param>
internal sealed record ConversationSet(Dataset Dataset, JsonObject Tools)
{
    /// <summary>Reads the folder of conversations.</summary>
    /// <param name="folder">The folder with <c>tools.json</c> and the <c>*.jsonl</c> files.</param>
    /// <exception cref="InvalidDataException">A file is missing or malformed; the message names the place.</exception>
    public static ConversationSet Read(string folder)
    {
        var path = Path.Combine(folder, "tools.json");
        if (!File.Exists(path))
            throw new InvalidDataException($"The conversations are not there: {path} does not exist.");
        var files = Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).Select(f => JsonlDataset.Read(Path.GetFileName(f), f)).ToList();
        var text = File.ReadAllText(path);
        try
        {
            var tools = JsonNode.Parse(text) as JsonObject ?? throw new InvalidDataException($"{path}: expected a JSON object.");
            return new(new("tool-conversations", SchemaCaseSet.RevisionOf(files.Select(f => f.Revision).Append(text)), [.. files.SelectMany(f => f.Samples)]), tools);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Whether a call is due at the end of a conversation.</summary>
    public static bool IsDue(Sample sample) => sample.Text("label") switch
    {
        "call" => true,
        "answer" => false,
        var other => throw new InvalidDataException($"Sample {sample.Id}: the label \"{other}\" is neither call nor answer."),
    };

    /// <summary>The member <c>tools</c> of a conversation's request.</summary>
    public JsonArray ToolsOf(Sample sample) => new([.. sample.Data["tools"]!.AsArray().Select(name => (JsonNode)Declare((string)name!))]);

    private JsonObject Declare(string name)
    {
        var tool = Tools[name] ?? throw new InvalidDataException($"tools.json has no tool \"{name}\".");
        return DeclaredTool.Function(name, (string)tool["description"]!, tool["parameters"]!.DeepClone());
    }
}
