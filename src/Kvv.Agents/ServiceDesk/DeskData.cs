using System.Globalization;
using Kvv.Evaluation.Statistics;
using Microsoft.Data.Sqlite;

namespace Kvv.Agents.ServiceDesk;

/// <summary>
/// Fills a desk's tables. The rows follow from the seed below alone; changing it, or the order of the draws, changes every
/// task of the domain.
/// </summary>
internal sealed class DeskData
{
    private const ulong Seed = 20_260_518;

    private static readonly string[] Given = ["Anneke", "Bruno", "Carla", "Dario", "Edith", "Finn", "Gloria", "Henrik", "Ilse", "Jorge", "Karin", "Levi", "Maren", "Nils", "Olga", "Pavel"];
    private static readonly string[] Family = ["Albrecht", "Berg", "Castellan", "Dorn", "Eklund", "Faber", "Grau", "Hollander", "Ivers", "Jansson", "Keller", "Lindqvist", "Moreau", "Novak", "Oster", "Petri"];

    private readonly SqliteConnection _database;
    private readonly SqliteTransaction _transaction;
    private readonly SplitMix64 _random = new(Seed);

    private DeskData(SqliteConnection database, SqliteTransaction transaction) => (_database, _transaction) = (database, transaction);

    /// <summary>Fills a fresh database.</summary>
    /// <exception cref="InvalidDataException">There is no data for a domain of this name.</exception>
    public static void Fill(string domain, SqliteConnection database)
    {
        using var transaction = database.BeginTransaction();
        var data = new DeskData(database, transaction);
        switch (domain)
        {
            case "shop":
                ShopData.Fill(data);
                break;
            case "clinic":
                ClinicData.Fill(data);
                break;
            case "depot":
                DepotData.Fill(data);
                break;
            default:
                throw new InvalidDataException($"No data is known for a service desk \"{domain}\".");
        }

        transaction.Commit();
    }

    /// <summary>Inserts a row, columns in the table's order.</summary>
    public void Add(string table, params object?[] values) =>
        Run($"INSERT INTO {table} VALUES ({string.Join(", ", values.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"$p{i}")))})", values);

    /// <summary>Runs a statement over <c>$p0</c>, <c>$p1</c>, …</summary>
    public void Run(string sql, params object?[] values)
    {
        using var command = _database.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"$p{i}"), values[i] ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    public int Below(int bound) => _random.NextBelow(bound);

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>The n-th person: names are unique up to 256.</summary>
    public static string Person(int n) => $"{Given[n % Given.Length]} {Family[(n / Given.Length * 5 + n * 3) % Family.Length]}";

    /// <summary>An id that has to be copied with care: neighbours share most of its characters.</summary>
    public string Id(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}{"ABCDEFGHJKLMNPQRSTUVWXYZ"[Below(24)]}{Below(10)}");

    public static string Day(int offset) => new DateOnly(2026, 5, 18).AddDays(offset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
