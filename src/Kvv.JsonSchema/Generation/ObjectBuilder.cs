namespace Kvv.Schemas;

/// <summary>Objects for a shape: the required properties first, then as many more as are demanded or, at random, wanted.</summary>
internal sealed class ObjectBuilder(Search search, Shape shape, int depth)
{
    private readonly List<Scoped> _nameSchemas =
        [.. shape.Groups.Where(g => g.Facts.PropertyNames is not null).Select(g => g.Schema.To(g.Facts.PropertyNames!))];

    private readonly List<string> _declared = [.. shape.Groups.SelectMany(g => g.Facts.Properties.Keys).Distinct(StringComparer.Ordinal)];

    /// <summary>The candidates: one as asked, then others that differ in one property. Lazy.</summary>
    public IEnumerable<Value> All()
    {
        if (Build() is not { } members)
            yield break;
        yield return Value.Of(members);
        search.Note("Not every object was tried.");
        foreach (var name in members.Keys.ToList())
        {
            var tried = new List<Value> { members[name] };
            while (tried.Count < 12 && search.Solve(DemandsOn(name), depth - 1, tried) is { } other)
            {
                tried.Add(other);
                yield return Value.Of(new Dictionary<string, Value>(members, StringComparer.Ordinal) { [name] = other });
            }
        }

        foreach (var name in FurtherNames(members).Take(20).ToList())
        {
            if (members.Count < shape.Properties.Most && ValueOf(name) is { } value)
                yield return Value.Of(new Dictionary<string, Value>(members, StringComparer.Ordinal) { [name] = value });
        }
    }

    private Dictionary<string, Value>? Build()
    {
        var members = new Dictionary<string, Value>(StringComparer.Ordinal);
        var names = new Queue<string>(shape.Required);
        while (names.TryDequeue(out var name))
        {
            if (members.ContainsKey(name))
                continue;
            if (ValueOf(name) is not { } value)
                return null;
            members[name] = value;
            foreach (var dependent in DependentsOf(name))
                names.Enqueue(dependent);
        }

        if (search.Random is { } random)
            AddOptional(members, random);
        if (members.Count < shape.Properties.Least && !Fill(members))
            return null;
        return members.Count <= shape.Properties.Most ? members : null;
    }

    private void AddOptional(Dictionary<string, Value> members, Randomness random)
    {
        IEnumerable<string> names = _declared;
        if (random.OneIn(6))
            names = names.Concat(FurtherNames(members).Skip(_declared.Count).Take(1 + random.Below(2)));
        foreach (var name in random.Shuffle(names.ToList()))
        {
            if (members.Count >= shape.Properties.Most || members.Count >= 40 || random.OneIn(2) || members.ContainsKey(name)
                || DependentsOf(name).Any(dependent => !members.ContainsKey(dependent)))
                continue;
            if (ValueOf(name) is { } value)
                members[name] = value;
        }
    }

    private bool Fill(Dictionary<string, Value> members)
    {
        if (shape.Properties.Least > search.Options.MaxItems)
        {
            search.Note($"An object of {shape.Properties.Least} properties is larger than the generator builds ({search.Options.MaxItems}).");
            return false;
        }

        foreach (var name in FurtherNames(members))
        {
            search.Budget.Spend();
            if (members.Count >= shape.Properties.Least)
                break;
            if (members.ContainsKey(name) || DependentsOf(name).Any(dependent => !members.ContainsKey(dependent)))
                continue;
            if (ValueOf(name) is { } value)
                members[name] = value;
        }

        if (members.Count >= shape.Properties.Least)
            return true;
        search.Note("Not enough names for the properties of an object were found.");
        return false;
    }

    /// <summary>Names not yet used: the declared ones, then some that patternProperties matches, then free ones.</summary>
    private IEnumerable<string> FurtherNames(Dictionary<string, Value> members)
    {
        foreach (var name in _declared.Where(name => !members.ContainsKey(name)))
            yield return name;
        var patterns = shape.Groups.SelectMany(g => g.Facts.PatternProperties.Select(p => p.Pattern)).ToList();
        for (var variant = 0; variant < 60 && patterns.Count > 0; variant++)
        {
            foreach (var pattern in patterns)
            {
                var name = new PatternSampler(search.Random, variant).Sample(pattern.Root, 0);
                if (!members.ContainsKey(name))
                    yield return name;
            }
        }

        if (_nameSchemas.Count == 0)
        {
            for (var i = 0; i < search.Options.MaxItems + 100; i++)
            {
                var name = i < 26 ? ((char)('a' + i)).ToString() : $"p{i}";
                if (!members.ContainsKey(name))
                    yield return name;
            }

            yield break;
        }

        var tried = new List<Value>();
        while (tried.Count < 200 && search.Solve([.. _nameSchemas.Select(Demand.Of)], depth, tried, Kinds.String) is { } next)
        {
            tried.Add(next);
            if (!members.ContainsKey(next.Text))
                yield return next.Text;
        }
    }

    private Value? ValueOf(string name)
    {
        if (depth <= 0)
        {
            search.Cut();
            return null;
        }

        if (shape.Forbidden.Contains(name) || !_nameSchemas.All(schema => search.IsSure(schema, Value.Of(name))))
            return null;
        return search.Solve(DemandsOn(name), depth - 1);
    }

    private List<Demand> DemandsOn(string name)
    {
        var demands = new List<Demand>();
        foreach (var (schema, facts) in shape.Groups)
            demands.AddRange(Judge.MemberSchemas(facts, name).Select(location => Demand.Of(schema.To(location))));
        if (demands.Count == 0)
        {
            demands.AddRange(shape.Groups.Where(g => g.Facts.UnevaluatedProperties is not null)
                .Select(g => Demand.Of(g.Schema.To(g.Facts.UnevaluatedProperties!))));
        }

        demands.AddRange(shape.ExtraMembers.Where(extra => extra.Name == name).Select(extra => extra.Demand));
        return demands;
    }

    private IEnumerable<string> DependentsOf(string name) =>
        shape.Groups.SelectMany(g => g.Facts.DependentRequired.GetValueOrDefault(name, []));
}
