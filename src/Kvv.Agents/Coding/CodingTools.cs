using System.Text.Json.Nodes;
using Kvv.Agents.Loop;

namespace Kvv.Agents.Coding;

/// <summary>The tools of the function style: list, read, search, edit, create, run, submit.</summary>
internal static class CodingTools
{
    public static IReadOnlyList<AgentTool> All { get; } =
    [
        Tool("list_files", "Lists the files of the repository with their sizes in bytes.", "{}"),
        Tool("read_file", "Shows a file, or some of its lines, with line numbers.", """{"path":{"type":"string"},"from_line":{"type":"integer","minimum":1},"to_line":{"type":"integer","minimum":1}}""", "path"),
        Tool("search", "Shows every line of the repository that contains a text.", """{"text":{"type":"string","minLength":1}}""", "text"),
        Tool("edit_file", "Replaces a piece of a file. `old` must occur exactly once, white space included.", """{"path":{"type":"string"},"old":{"type":"string","minLength":1},"new":{"type":"string"}}""", "path", "old", "new"),
        Tool("write_file", "Creates a file, or overwrites it whole.", """{"path":{"type":"string"},"content":{"type":"string"}}""", "path", "content"),
        Tool("run", "Runs a shell command in the repository, for example its tests. There is no network; it ends after a minute.", """{"command":{"type":"string","minLength":1}}""", "command"),
        Tool("submit", "Hands the work in. Call it once, when everything is done.", "{}"),
    ];

    private static AgentTool Tool(string name, string description, string properties, params string[] required) => new(name, description, new JsonObject
    {
        ["type"] = "object",
        ["properties"] = JsonNode.Parse(properties),
        ["required"] = new JsonArray([.. required.Select(r => (JsonNode)r)]),
        ["additionalProperties"] = false,
    });
}
