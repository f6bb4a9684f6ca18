using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Schemas;
using Kvv.Wire;

namespace Kvv.Agents.Loop;

/// <summary>Takes the calls of a reply: what is flawed gets an error back, what is not goes to the environment.</summary>
internal sealed class CallDesk
{
    private readonly IAgentEnvironment _environment;
    private readonly AgentLimits _limits;
    private readonly Dictionary<string, JsonSchema> _schemas;

    public CallDesk(IAgentEnvironment environment, AgentLimits limits)
    {
        _environment = environment;
        _limits = limits;
        _schemas = environment.Tools.ToDictionary(t => t.Name, t => JsonSchema.Compile(t.Parameters.ToJsonString()), StringComparer.Ordinal);
    }

    /// <summary>Carries out the calls one after another, in the reply's order.</summary>
    public async Task<IReadOnlyList<StepCall>> RunAsync(IReadOnlyList<ToolCall> calls, CancellationToken cancellationToken)
    {
        var done = new List<StepCall>(calls.Count);
        foreach (var call in calls)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var finished = done.Exists(c => c.EndsEpisode);
            done.Add(finished
                ? Answered(call, CallFlaw.None, ToolResult.Error("The work has been handed in already."))
                : done.Count >= _limits.CallsPerReply
                    ? Answered(call, CallFlaw.TooMany, ToolResult.Error($"Too many calls in one reply; the first {_limits.CallsPerReply} were carried out."))
                    : await OneAsync(call, cancellationToken));
        }

        return done;
    }

    /// <summary>Carries out one command of the bash style.</summary>
    public async Task<StepCall> ShellAsync(string command, CancellationToken cancellationToken)
    {
        var submit = command.Trim() == "submit";
        var arguments = submit ? new JsonObject() : new JsonObject { ["command"] = command };
        var result = await _environment.CallAsync(submit ? "submit" : "bash", arguments, cancellationToken);
        return Answered(new ToolCall { Name = submit ? "submit" : "bash", Arguments = arguments.ToJsonString(WireJson.Relaxed) }, CallFlaw.None, result);
    }

    private async Task<StepCall> OneAsync(ToolCall call, CancellationToken cancellationToken)
    {
        if (call.Name is null || !_schemas.TryGetValue(call.Name, out var schema))
            return Answered(call, CallFlaw.UnknownTool, ToolResult.Error($"There is no tool of this name. The tools are: {string.Join(", ", _schemas.Keys)}."));
        JsonObject arguments;
        try
        {
            using var document = JsonDocument.Parse(call.Arguments ?? "");
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return Answered(call, CallFlaw.Malformed, ToolResult.Error("The arguments are no JSON object. Nothing was done."));
            Touch(document.RootElement);
            var check = schema.Validate(document.RootElement);
            if (!check.IsValid)
                return Answered(call, CallFlaw.SchemaViolation, ToolResult.Error("The arguments break the tool's schema, nothing was done: " + string.Join("; ", check.Errors.Take(3).Select(e => $"{e.InstancePath}: {e.Message}"))));
            arguments = JsonObject.Create(document.RootElement.Clone())!;
            // A duplicate name shows only when the object is looked at.
            _ = arguments.Count;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return Answered(call, CallFlaw.Malformed, ToolResult.Error("The arguments are not valid JSON. Nothing was done."));
        }

        return Answered(call, CallFlaw.None, await _environment.CallAsync(call.Name, arguments, cancellationToken));
    }

    /// <summary>Reads every string once: half a surrogate pair shows only then, by an exception.</summary>
    private static void Touch(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Touch(item);
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    Touch(member.Value);
                }

                break;
        }
    }

    private StepCall Answered(ToolCall call, CallFlaw flaw, ToolResult result) => new()
    {
        Id = call.Id,
        Name = call.Name,
        Arguments = call.Arguments,
        Flaw = flaw,
        Result = ResultText.Cut(result.IsError ? $"Error: {result.Text}" : result.Text, _limits.ResultCharacters),
        IsError = result.IsError,
        EndsEpisode = result.EndsEpisode,
    };
}
