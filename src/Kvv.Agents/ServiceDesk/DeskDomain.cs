using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Kvv.Agents.ServiceDesk;

/// <summary>A service desk: its policy, its tables, its tools and its tasks. Read from <c>fixtures/agentic/service-desk/NAME</c>.</summary>
internal sealed class DeskDomain
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private DeskDomain(string name, string policy, string schema, DeskRules rules, IReadOnlyList<DeskTask> tasks)
    {
        (Name, Policy, Schema, Rules, Tasks) = (name, policy, schema, rules, tasks);
    }

    public string Name { get; }

    /// <summary>What the model is told to keep to.</summary>
    public string Policy { get; }

    /// <summary>The tables.</summary>
    public string Schema { get; }

    public DeskRules Rules { get; }

    public IReadOnlyList<DeskTask> Tasks { get; }

    /// <summary>Reads a domain.</summary>
    /// <exception cref="InvalidDataException">A file is missing or malformed; the message names it.</exception>
    public static DeskDomain Read(string folder)
    {
        var name = Path.GetFileName(folder);
        var rules = Json<DeskRules>(folder, "tools.json");
        var tasks = Json<List<DeskTask>>(folder, "tasks.json");
        if (tasks.GroupBy(t => t.Id).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidDataException($"{folder}: the task {twice.Key} appears twice.");
        return new(name, Text(folder, "policy.md"), Text(folder, "schema.sql"), rules, tasks);
    }

    /// <summary>A fresh database with the domain's tables and rows, open and in memory.</summary>
    public SqliteConnection Open()
    {
        var database = new SqliteConnection("Data Source=:memory:");
        try
        {
            database.Open();
            using (var create = database.CreateCommand())
            {
                create.CommandText = Schema;
                create.ExecuteNonQuery();
            }

            DeskData.Fill(Name, database);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static string Text(string folder, string file) => File.Exists(Path.Combine(folder, file))
        ? File.ReadAllText(Path.Combine(folder, file))
        : throw new InvalidDataException($"The service desk in {folder} has no {file}.");

    private static T Json<T>(string folder, string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Text(folder, file), Options) ?? throw new InvalidDataException($"{folder}/{file} is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{folder}/{file}: {e.Message}", e);
        }
    }
}

/// <summary>The tools of a domain and how its state is compared.</summary>
internal sealed record DeskRules
{
    public required IReadOnlyList<DeskTool> Tools { get; init; }

    /// <summary>Columns with words of the model's own, as <c>table.column</c>: any text will do, but empty.</summary>
    public IReadOnlyList<string> FreeColumns { get; init; } = [];

    /// <summary>Tables whose keys are given out in order of insertion: new rows are compared without them.</summary>
    public IReadOnlyList<string> NumberedTables { get; init; } = [];
}
