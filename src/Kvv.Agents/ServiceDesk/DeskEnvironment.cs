using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Agents.Loop;
using Kvv.Wire;
using Microsoft.Data.Sqlite;

namespace Kvv.Agents.ServiceDesk;

/// <summary>A service desk at work: an in-memory database that the tools read and change, and a user with a script.</summary>
internal sealed class DeskEnvironment : IAgentEnvironment
{
    // A user who is asked back confirms, but not for ever.
    private const int MostConfirmations = 2;
    private const string Confirmation = "Yes, please go ahead with exactly what I asked for, as far as your rules allow it.";
    private const int ConstraintError = 19;
    private const int MostRows = 200;

    private readonly DeskTask _task;
    private readonly Lazy<(SqliteConnection Database, DeskState Before)> _opened;
    private readonly Dictionary<string, DeskTool> _tools;
    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);

    public DeskEnvironment(DeskDomain domain, DeskTask task)
    {
        _task = task;
        Domain = domain;
        _tools = domain.Rules.Tools.ToDictionary(t => t.Name, StringComparer.Ordinal);
        Tools = [.. domain.Rules.Tools.Select(t => t.ToAgentTool())];
        // A database is made when one is needed: the first request of a trial is asked for without.
        _opened = new(() =>
        {
            var database = domain.Open();
            return (database, DeskState.Of(database));
        });
    }

    public DeskDomain Domain { get; }

    /// <summary>The state before the first call.</summary>
    public DeskState Before => _opened.Value.Before;

    public IReadOnlyList<AgentTool> Tools { get; }

    public bool Replays => true;

    /// <summary>The state now.</summary>
    public DeskState State() => DeskState.Of(Database);

    public Task<ToolResult> CallAsync(string tool, JsonObject arguments, CancellationToken cancellationToken) => Task.FromResult(Call(tool, arguments));

    public string? UserTurn(IReadOnlyList<AgentStep> steps)
    {
        var turn = 0;
        var (confirmed, start) = (0, 0);
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].User is not { } said)
                continue;
            if (said == Confirmation)
                confirmed++;
            else
                (turn, confirmed, start) = (turn + 1, 0, i);
        }

        if (turn > 0 && confirmed < MostConfirmations && _task.User[turn - 1].Wants is { } wanted
            && (steps[^1].Content ?? "").Contains('?', StringComparison.Ordinal)
            && !steps.Skip(start).SelectMany(s => s.Calls).Any(c => c.Name == wanted && !c.IsError))
            return Confirmation;
        return turn < _task.User.Count ? _task.User[turn].Say : null;
    }

    public ValueTask DisposeAsync() => _opened.IsValueCreated ? Database.DisposeAsync() : ValueTask.CompletedTask;

    private SqliteConnection Database => _opened.Value.Database;

    private ToolResult Call(string name, JsonObject arguments)
    {
        var tool = _tools[name];
        var count = _calls[name] = _calls.GetValueOrDefault(name) + 1;
        if (_task.Trouble.FirstOrDefault(t => t.Tool == name && count <= t.Calls) is { } trouble)
            return ToolResult.Error(trouble.Say);
        foreach (var refusal in tool.Refuses)
        {
            if (Query(tool, refusal.When, arguments).Count > 0)
                return ToolResult.Error(arguments.Aggregate(refusal.Say, (say, a) => say.Replace($"{{{a.Key}}}", Shown(a.Value), StringComparison.Ordinal)));
        }

        try
        {
            using var transaction = Database.BeginTransaction();
            foreach (var change in tool.Changes)
            {
                using var command = Command(tool, change, arguments, transaction);
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }
        catch (SqliteException e) when (e.SqliteErrorCode == ConstraintError)
        {
            return ToolResult.Error("The database does not take these values. Nothing was changed.");
        }

        return new(Query(tool, tool.Answer, arguments).ToJsonString(WireJson.Relaxed));
    }

    private JsonArray Query(DeskTool tool, string sql, JsonObject arguments)
    {
        using var command = Command(tool, sql, arguments, null);
        using var reader = command.ExecuteReader();
        var rows = new JsonArray();
        while (rows.Count < MostRows && reader.Read())
        {
            var row = new JsonObject();
            for (var i = 0; i < reader.FieldCount; i++)
                row[reader.GetName(i)] = reader.IsDBNull(i) ? null : reader.GetValue(i) switch { long n => n, double d => d, var text => Convert.ToString(text, CultureInfo.InvariantCulture) };
            rows.Add(row);
        }

        return rows;
    }

    private SqliteCommand Command(DeskTool tool, string sql, JsonObject arguments, SqliteTransaction? transaction)
    {
        var command = Database.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, _) in tool.Arguments)
        {
            if (sql.Contains($"${name}", StringComparison.Ordinal))
                command.Parameters.AddWithValue($"${name}", Bound(arguments[name]));
        }

        return command;
    }

    private static object Bound(JsonNode? value) => value switch
    {
        null => DBNull.Value,
        JsonValue v when v.GetValueKind() == JsonValueKind.String => v.GetValue<string>(),
        JsonValue v when v.GetValueKind() is JsonValueKind.True or JsonValueKind.False => v.GetValue<bool>() ? 1L : 0L,
        JsonValue v when v.TryGetValue<long>(out var n) => n,
        JsonValue v when v.TryGetValue<double>(out var d) => d,
        _ => value.ToJsonString(),
    };

    private static string Shown(JsonNode? value)
    {
        var text = value is JsonValue v && v.TryGetValue<string>(out var s) ? s : value?.ToJsonString() ?? "";
        return text.Length <= 60 ? text : text[..60] + "…";
    }
}
