using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Agents.Loop;
using Kvv.Agents.ServiceDesk;
using Kvv.Wire;

namespace Kvv.SelfTests.Agents;

/// <summary>The shipped service desks, and a way to play replies against them without any model.</summary>
internal static class Desks
{
    public static string Folder { get; } = Path.Combine(RepositoryRoot.Path, "fixtures", "agentic", "service-desk");

    public static IReadOnlyList<DeskDomain> All { get; } = [.. Directory.EnumerateDirectories(Folder).Order(StringComparer.Ordinal).Select(DeskDomain.Read)];

    public static IEnumerable<string> TaskIds => All.SelectMany(d => d.Tasks).Select(t => t.Id);

    public static (DeskDomain Domain, DeskTask Task) Find(string id) => All.SelectMany(d => d.Tasks.Select(t => (d, t))).Single(t => t.t.Id == id);

    /// <summary>Plays a solution through the real loop, with every call checked against its schema.</summary>
    public static async Task<(Trajectory Trajectory, DeskScore Score, JsonObject Difference)> PlayAsync(DeskDomain domain, DeskTask task, IReadOnlyList<DeskReply> replies)
    {
        var model = new ScriptedModel([.. replies.Select((r, n) => ScriptedModel.Replies(new ReplyChoice
        {
            Content = r.Say ?? "",
            FinishReason = r.Calls.Count > 0 ? "tool_calls" : "stop",
            ToolCalls = [.. r.Calls.Select((c, i) => new ToolCall { Id = $"{c.Tool}_{n}_{i}", Name = c.Tool, Arguments = c.Arguments.ToJsonString() })],
        }))]);
        var plan = AgentLoopTests.Plan with { System = domain.Policy, Limits = new() { Steps = replies.Count } };
        return await new Agent(plan, model.SendAsync, TimeProvider.System).PlayAsync(
            _ => Task.FromResult<IAgentEnvironment>(new DeskEnvironment(domain, task)), null, "",
            (t, e, _) =>
            {
                var desk = (DeskEnvironment)e;
                return Task.FromResult((t, DeskScore.Of(task, desk, t.Steps), desk.Before.DifferenceTo(desk.State(), domain.Rules)));
            },
            CancellationToken.None);
    }

    /// <summary>Writes the expected differences anew.</summary>
    public static void Update(DeskDomain domain, IReadOnlyDictionary<string, JsonObject> differences)
    {
        var path = Path.Combine(Folder, domain.Name, "tasks.json");
        var tasks = JsonNode.Parse(File.ReadAllText(path))!.AsArray();
        foreach (var task in tasks)
            task!["expected"] = differences[(string)task["id"]!].DeepClone();
        File.WriteAllText(path, tasks.ToJsonString(new JsonSerializerOptions(WireJson.Relaxed) { WriteIndented = true }) + "\n");
    }
}
