using System.Globalization;

namespace Kvv.Agents.ServiceDesk;

/// <summary>The rows of the equipment depot: items at three sites, members with certificates, loans and reservations.</summary>
internal static class DepotData
{
    private static readonly (string Kind, string? Needs)[] Kinds = [("drill", null), ("ladder", null), ("generator", "power"), ("chainsaw", "saw"), ("pump", null), ("scaffold", "height"), ("heater", null), ("winch", "load")];
    private static readonly string[] Sites = ["North", "Harbour", "Quarry"];
    private static readonly string[] Conditions = ["good", "good", "good", "worn"];

    public static void Fill(DeskData data)
    {
        var items = new List<string>();
        foreach (var (kind, needs) in Kinds)
        {
            for (var i = 0; i < 12; i++)
            {
                var tag = data.Id("EQ", 4000 + items.Count);
                var repair = data.Below(8) == 0;
                data.Add("items", tag, kind, $"{kind[..1].ToUpperInvariant()}-{data.Below(4) + 1}00", data.Pick(Sites), repair ? "repair" : "in", repair ? "faulty" : data.Pick(Conditions), needs);
                if (!repair)
                    items.Add(tag);
                else
                    items.Add("");
            }
        }

        var loan = 0;
        for (var n = 0; n < 22; n++)
        {
            var member = data.Id("M", 150 + n);
            data.Add("members", member, DeskData.Person(n + 110), string.Create(CultureInfo.InvariantCulture, $"{1000 + data.Below(9000)}"), data.Below(7) == 0 ? 1 : 0, 2 + data.Below(3));
            foreach (var needs in Kinds.Select(k => k.Needs).Where(k => k is not null && data.Below(2) == 0))
                data.Add("certificates", data.Id("Z", 300 + (n * 8) + needs!.Length), member, needs, DeskData.Day(data.Below(200) - 40));
            for (var i = data.Below(4); i > 0; i--)
            {
                var tag = data.Pick(items);
                if (tag.Length == 0)
                    continue;
                items[items.IndexOf(tag)] = "";
                var from = -data.Below(16) - 1;
                data.Add("loans", data.Id("L", 7700 + loan++), tag, member, DeskData.Day(from), DeskData.Day(from + 14), 0, "open");
                data.Run("UPDATE items SET state = 'out' WHERE tag = $p0", tag);
            }

            if (data.Below(3) == 0)
                data.Add("reservations", data.Id("V", 60 + n), data.Pick(Kinds).Kind, data.Pick(Sites), member, DeskData.Day(data.Below(20) + 1), DeskData.Day(data.Below(5) + 22));
        }
    }
}
