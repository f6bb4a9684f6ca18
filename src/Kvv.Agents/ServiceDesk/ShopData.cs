using System.Globalization;

namespace Kvv.Agents.ServiceDesk;

/// <summary>The rows of the household shop: customers, goods, orders in every state.</summary>
internal static class ShopData
{
    private static readonly string[] Families = ["kettle", "floor lamp", "desk chair", "blanket", "pan", "wall clock", "rug", "toolbox"];
    private static readonly string[] Colours = ["black", "white", "green", "copper", "blue"];
    private static readonly string[] States = ["pending", "packed", "shipped", "delivered", "delivered", "delivered"];

    public static void Fill(DeskData data)
    {
        var goods = new List<(string Sku, int Price)>();
        for (var f = 0; f < Families.Length; f++)
        {
            var price = 1500 + (data.Below(60) * 100);
            for (var c = 0; c < Colours.Length; c++)
            {
                var sku = string.Create(CultureInfo.InvariantCulture, $"{Families[f][..2].ToUpperInvariant()}{f}{c}-{data.Below(90) + 10}");
                goods.Add((sku, price + (c * 250)));
                data.Add("products", sku, $"{Colours[c]} {Families[f]}", Families[f], Colours[c], price + (c * 250), data.Below(4) == 0 ? 0 : data.Below(30) + 1);
            }
        }

        var line = 7001;
        for (var n = 0; n < 24; n++)
        {
            var name = DeskData.Person(n);
            var customer = data.Id("C", 3100 + n);
            var mail = $"{name.ToLowerInvariant().Replace(' ', '.')}@example.org";
            data.Add("customers", customer, name, mail, string.Create(CultureInfo.InvariantCulture, $"{10000 + data.Below(80000)}"), data.Below(3) * 250);
            var payments = Enumerable.Range(0, 2).Select(p => data.Id("PAY", (500 + n) * 10 + p)).ToList();
            data.Add("payments", payments[0], customer, "card", string.Create(CultureInfo.InvariantCulture, $"card ending in {1000 + data.Below(9000)}"));
            data.Add("payments", payments[1], customer, "voucher", "gift voucher");
            // The fourth customer has ordered much more than anyone else: long lists.
            for (var o = 0; o < (n == 3 ? 14 : 3); o++)
                line = Order(data, customer, payments[data.Below(2)], 48_200 + (n * 20) + o, goods, line);
        }
    }

    private static int Order(DeskData data, string customer, string payment, int number, List<(string Sku, int Price)> goods, int line)
    {
        var order = data.Id("W", number);
        var state = data.Pick(States);
        var delivered = state == "delivered" ? -1 - data.Below(50) : (int?)null;
        var late = data.Below(3) == 0 ? data.Below(10) + 1 : 0;
        data.Add("orders", order, customer, DeskData.Day((delivered ?? -1) - 5 - data.Below(4)), delivered is { } d ? DeskData.Day(d) : null, state, late,
            string.Create(CultureInfo.InvariantCulture, $"{data.Below(90) + 1} Mill Road"), "Norrby", string.Create(CultureInfo.InvariantCulture, $"{10000 + data.Below(80000)}"), payment);
        for (var i = data.Below(3); i >= 0; i--)
        {
            var (sku, price) = data.Pick(goods);
            data.Add("order_lines", string.Create(CultureInfo.InvariantCulture, $"LN{line++}"), order, sku, 1 + data.Below(2), price, "ordered");
        }

        return line;
    }
}
