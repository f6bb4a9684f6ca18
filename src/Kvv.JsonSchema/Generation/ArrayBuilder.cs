namespace Kvv.Schemas;

/// <summary>Arrays for a shape: as few items as it demands, those that <c>contains</c> asks for placed first.</summary>
internal sealed class ArrayBuilder(Search search, Shape shape, int depth)
{
    private readonly List<(Scoped Schema, long Least, long? Most)> _contains =
        [.. shape.Groups.Where(g => g.Facts.Contains is not null).Select(g => (g.Schema.To(g.Facts.Contains!), g.Facts.MinContains, g.Facts.MaxContains))];

    private readonly Dictionary<int, List<int>> _placed = [];

    /// <summary>The candidates: one as asked, then a longer one, then others that differ in one item. Lazy.</summary>
    public IEnumerable<Value> All()
    {
        if (!Place())
            yield break;
        var least = Math.Max(shape.Items.Least, _placed.Count == 0 ? 0 : _placed.Keys.Max() + 1);
        if (least > search.Options.MaxItems)
        {
            search.Note($"An array of {least} items is larger than the generator builds ({search.Options.MaxItems}).");
            yield break;
        }

        var wanted = least + (search.Random?.Below(4) ?? 0);
        var items = new List<Value>();
        while (items.Count < Math.Min(wanted, shape.Items.Most) && Next(items) is { } item)
            items.Add(item);
        if (items.Count < least)
            yield break;
        yield return Value.Of(items);
        search.Note("Not every array was tried.");
        for (var i = 0; i < items.Count && i < 20; i++)
        {
            var others = items.ToList();
            others.RemoveAt(i);
            if (ItemAt(i, shape.IsUnique ? items : [items[i]]) is { } other)
                yield return Value.Of([.. items.Select((item, index) => index == i ? other : item)]);
        }

        var longer = items.ToList();
        for (var i = 0; i < 3 && longer.Count < shape.Items.Most && Next(longer) is { } more; i++)
        {
            longer.Add(more);
            yield return Value.Of([.. longer]);
        }
    }

    private Value? Next(List<Value> items)
    {
        search.Budget.Spend();
        return ItemAt(items.Count, shape.IsUnique ? items : null);
    }

    private Value? ItemAt(int index, IReadOnlyCollection<Value>? excluded)
    {
        if (depth <= 0)
        {
            search.Cut();
            return null;
        }

        if (search.Solve(DemandsOn(index), depth - 1, excluded) is { } item)
            return item;
        if (excluded is not null)
            search.Note("Items that must differ were chosen one after the other.");
        return _placed.ContainsKey(index) ? null : PlacedItemAt(index, excluded);
    }

    /// <summary>An item that some contains matches, where one that none of them matches is not possible.</summary>
    private Value? PlacedItemAt(int index, IReadOnlyCollection<Value>? excluded)
    {
        for (var which = 0; which < _contains.Count; which++)
        {
            search.Note("Items for contains were placed in one way only.");
            if (_placed.Values.Count(placed => placed.Contains(which)) >= (_contains[which].Most ?? long.MaxValue))
                continue;
            _placed[index] = [which];
            if (search.Solve(DemandsOn(index), depth - 1, excluded) is { } item)
                return item;
            _placed.Remove(index);
        }

        return null;
    }

    /// <summary>Finds an index for every item that some <c>contains</c> needs.</summary>
    private bool Place()
    {
        for (var which = 0; which < _contains.Count; which++)
        {
            if (_contains[which].Least > search.Options.MaxItems)
            {
                search.Note("A contains asks for more items than the generator builds.");
                return false;
            }

            var index = 0;
            for (long found = 0; found < _contains[which].Least; index++)
            {
                if (index >= shape.Items.Most || index >= _contains[which].Least + 40)
                    return PlaceOverOthers(which, found);
                if (_placed.ContainsKey(index) || !TryPlace(index, which))
                    continue;
                found++;
            }
        }

        return true;
    }

    private bool PlaceOverOthers(int which, long found)
    {
        foreach (var index in _placed.Keys.Order().ToList())
        {
            if (found < _contains[which].Least && !_placed[index].Contains(which) && TryPlace(index, which))
                found++;
        }

        if (found >= _contains[which].Least)
            return true;
        search.Note("No places were found for the items that contains asks for.");
        return false;
    }

    private bool TryPlace(int index, int which)
    {
        var placed = _placed.GetValueOrDefault(index);
        _placed[index] = [.. placed ?? [], which];
        if (ItemAt(index, null) is not null)
            return true;
        if (placed is null)
            _placed.Remove(index);
        else
            _placed[index] = placed;
        return false;
    }

    private List<Demand> DemandsOn(int index)
    {
        var demands = new List<Demand>();
        foreach (var (schema, facts) in shape.Groups)
        {
            var location = index < facts.PrefixItems.Count ? facts.PrefixItems[index] : facts.Items;
            if (location is not null)
                demands.Add(Demand.Of(schema.To(location)));
        }

        var placed = _placed.GetValueOrDefault(index, []);
        if (demands.Count == 0 && placed.Count == 0)
        {
            demands.AddRange(shape.Groups.Where(g => g.Facts.UnevaluatedItems is not null)
                .Select(g => Demand.Of(g.Schema.To(g.Facts.UnevaluatedItems!))));
        }

        for (var which = 0; which < _contains.Count; which++)
        {
            if (placed.Contains(which))
                demands.Add(Demand.Of(_contains[which].Schema));
            else if (_contains[which].Most is not null)
                demands.Add(Demand.Not(_contains[which].Schema));
        }

        demands.AddRange(shape.ExtraItems.Where(extra => extra.Index == index).Select(extra => extra.Demand));
        demands.AddRange(shape.EveryItem);
        return demands;
    }
}
