namespace Kvv.ReferenceVendor.Faults;

/// <summary>Every fault the endpoint can play. To add one: a class beside its stage, and a row here.</summary>
internal static class FaultRegistry
{
    public static IReadOnlyCollection<string> Ids => ById.Keys;

    public static IReadOnlyList<FaultRow> Rows { get; } = [];

    private static Dictionary<string, FaultRow> ById { get; } = Rows.ToDictionary(r => r.Id, StringComparer.Ordinal);

    public static FaultRow? Find(string id) => ById.GetValueOrDefault(id);
}
