using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Kvv.Agents.ServiceDesk;

/// <summary>All rows of a desk's database: table, key (the first column), columns.</summary>
internal sealed class DeskState
{
    private readonly SortedDictionary<string, SortedDictionary<string, Dictionary<string, JsonNode?>>> _tables;

    private DeskState(SortedDictionary<string, SortedDictionary<string, Dictionary<string, JsonNode?>>> tables) => _tables = tables;

    public static DeskState Of(SqliteConnection database)
    {
        var tables = new SortedDictionary<string, SortedDictionary<string, Dictionary<string, JsonNode?>>>(StringComparer.Ordinal);
        foreach (var table in Names(database))
        {
            using var command = database.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            using var reader = command.ExecuteReader();
            var rows = new SortedDictionary<string, Dictionary<string, JsonNode?>>(StringComparer.Ordinal);
            while (reader.Read())
            {
                var row = Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => Value(reader, i), StringComparer.Ordinal);
                rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!, row);
            }

            tables.Add(table, rows);
        }

        return new(tables);
    }

    /// <summary>
    /// What became different, in the form of a task's <c>expected</c>. Free columns show as <c>"*"</c> when they hold text;
    /// new rows of numbered tables come without their key, sorted by content.
    /// </summary>
    public JsonObject DifferenceTo(DeskState later, DeskRules rules)
    {
        var all = new JsonObject();
        foreach (var (table, rows) in _tables)
        {
            var now = later._tables[table];
            var changed = new JsonObject();
            foreach (var (key, row) in rows.Where(r => now.ContainsKey(r.Key)))
            {
                var columns = now[key].Where(c => !JsonNode.DeepEquals(c.Value, row[c.Key])).ToList();
                if (columns.Count > 0)
                    changed[key] = new JsonObject(columns.Select(c => KeyValuePair.Create(c.Key, Shown(table, c.Key, c.Value, rules))));
            }

            var added = now.Where(r => !rows.ContainsKey(r.Key))
                .Select(r => new JsonObject(r.Value.Skip(rules.NumberedTables.Contains(table) ? 1 : 0).Select(c => KeyValuePair.Create(c.Key, Shown(table, c.Key, c.Value, rules)))))
                .OrderBy(r => r.ToJsonString(), StringComparer.Ordinal).ToList();
            var removed = rows.Keys.Where(k => !now.ContainsKey(k)).ToList();
            var difference = new JsonObject();
            if (changed.Count > 0)
                difference["changed"] = changed;
            if (added.Count > 0)
                difference["added"] = new JsonArray([.. added]);
            if (removed.Count > 0)
                difference["removed"] = new JsonArray([.. removed.Select(k => (JsonNode)k)]);
            if (difference.Count > 0)
                all[table] = difference;
        }

        return all;
    }

    private static JsonNode? Shown(string table, string column, JsonNode? value, DeskRules rules) =>
        rules.FreeColumns.Contains($"{table}.{column}") && value is JsonValue v && v.TryGetValue<string>(out var text) && text.Trim().Length > 0 ? "*" : value?.DeepClone();

    private static List<string> Names(SqliteConnection database)
    {
        using var command = database.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
    }

    private static JsonNode? Value(SqliteDataReader reader, int i) => reader.IsDBNull(i) ? null : reader.GetValue(i) switch
    {
        long n => n,
        double d => d,
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };
}
