namespace Kvv.Schemas;

/// <summary>
/// What it takes not to match a schema: by De Morgan, to break one of its keywords. Each keyword gives one alternative or more,
/// as sharp as it can be said; where a way to break it cannot be said in terms of a shape, the kind of value is narrowed and the
/// judge sorts the candidates out.
/// </summary>
internal sealed class Negation
{
    private readonly SchemaFacts _facts;
    private readonly Scoped _schema;
    private readonly List<Action<Shape>> _ways = [];
    private readonly Action<string> _note;

    /// <summary>Prepares the negation of a schema.</summary>
    /// <param name="book">The facts of schemas.</param>
    /// <param name="schema">The schema not to match.</param>
    /// <param name="note">Told when not every way to break the schema is tried.</param>
    public Negation(FactBook book, Scoped schema, Action<string> note)
    {
        _note = note;
        _facts = book.Of(schema.Location);
        _schema = schema;
    }

    /// <summary>Adds the alternatives to a shape; a schema that nothing breaks contradicts it.</summary>
    public void Apply(Shape shape)
    {
        if (_facts.IsFalse)
            return;
        BreakValues();
        BreakNumbersAndStrings();
        BreakObjects();
        BreakArrays();
        BreakInPlace();
        if (_facts.AdditionalProperties is not null || _facts.Items is not null || _facts.OneOf.Count > 2 || _facts.MinContains > 1)
            _note("Not every way to break a negated schema was tried.");
        switch (_ways.Count)
        {
            case 0:
                shape.Contradict();
                break;
            case 1:
                _ways[0](shape);
                break;
            default:
                shape.Choices.Add(_ways);
                break;
        }
    }

    private void Way(Kinds kinds, Action<Shape>? how = null) => _ways.Add(shape =>
    {
        shape.Narrow(kinds);
        how?.Invoke(shape);
    });

    private void Demands(params Demand[] demands) => _ways.Add(shape =>
    {
        foreach (var demand in demands)
            shape.Open.Enqueue(demand);
    });

    private Demand Not(SchemaLocation location) => Demand.Not(_schema.To(location));

    private void BreakValues()
    {
        if (_facts.Type is { } type)
            Way(~type);
        if (_facts.Const is { } constant)
            Way(Kinds.All, shape => shape.Exclude([constant]));
        if (_facts.Enum is { } values)
            Way(Kinds.All, shape => shape.Exclude(values));
    }

    private void BreakNumbersAndStrings()
    {
        if (_facts.Minimum is { } minimum)
            Way(Kinds.Number, shape => shape.AtMost(minimum, isExclusive: true));
        if (_facts.Maximum is { } maximum)
            Way(Kinds.Number, shape => shape.AtLeast(maximum, isExclusive: true));
        if (_facts.ExclusiveMinimum is { } above)
            Way(Kinds.Number, shape => shape.AtMost(above));
        if (_facts.ExclusiveMaximum is { } below)
            Way(Kinds.Number, shape => shape.AtLeast(below));
        if (_facts.MultipleOf is not null)
            Way(Kinds.Number);
        if (_facts.MinLength > 0)
            Way(Kinds.String, shape => shape.NarrowLength(null, _facts.MinLength - 1));
        if (_facts.MaxLength is { } longest)
            Way(Kinds.String, shape => shape.NarrowLength(longest + 1, null));
        if (_facts.Pattern is not null || _facts.Format is not null)
            Way(Kinds.String);
    }

    private void BreakObjects()
    {
        foreach (var name in _facts.Required)
            Way(Kinds.Object, shape => shape.Forbid(name));
        foreach (var (name, schema) in _facts.Properties)
            Way(Kinds.Object, shape => BreakMember(shape, name, schema));
        if (_facts.AdditionalProperties is { } additional && FreeName() is { } free)
            Way(Kinds.Object, shape => BreakMember(shape, free, additional));
        if (_facts.MinProperties > 0)
            Way(Kinds.Object, shape => shape.NarrowProperties(null, _facts.MinProperties - 1));
        if (_facts.MaxProperties is { } most)
            Way(Kinds.Object, shape => shape.NarrowProperties(most + 1, null));
        foreach (var (present, names) in _facts.DependentRequired)
        {
            foreach (var missing in names)
            {
                Way(Kinds.Object, shape =>
                {
                    shape.Require(present);
                    shape.Forbid(missing);
                });
            }
        }

        foreach (var (present, schema) in _facts.DependentSchemas)
        {
            Way(Kinds.Object, shape =>
            {
                shape.Require(present);
                shape.Open.Enqueue(Not(schema));
            });
        }

        if (_facts.PatternProperties.Count > 0 || _facts.PropertyNames is not null || _facts.UnevaluatedProperties is not null)
            Way(Kinds.Object, shape => shape.NarrowProperties(1, null));
    }

    private void BreakMember(Shape shape, string name, SchemaLocation schema)
    {
        shape.Require(name);
        shape.ExtraMembers.Add((name, Not(schema)));
    }

    /// <summary>A name that only additionalProperties applies to, if one is easily found.</summary>
    private string? FreeName() => Enumerable.Range(0, 50).Select(i => i == 0 ? "extra" : $"extra{i}")
        .FirstOrDefault(name => !_facts.Properties.ContainsKey(name) && !_facts.PatternProperties.Any(p => p.Pattern.IsMatch(name)));

    private void BreakArrays()
    {
        for (var i = 0; i < _facts.PrefixItems.Count; i++)
            BreakItem(i, _facts.PrefixItems[i]);
        if (_facts.Items is { } items)
            BreakItem(_facts.PrefixItems.Count, items);
        if (_facts.Contains is { } contains && _facts.MinContains > 0)
            Way(Kinds.Array, shape => shape.EveryItem.Add(Not(contains)));
        if (_facts.Contains is not null && _facts.MinContains > 1)
            Way(Kinds.Array);
        if (_facts.Contains is not null && _facts.MaxContains is { } mostContained)
            Way(Kinds.Array, shape => shape.NarrowItems(mostContained + 1, null));
        if (_facts.MinItems > 0)
            Way(Kinds.Array, shape => shape.NarrowItems(null, _facts.MinItems - 1));
        if (_facts.MaxItems is { } most)
            Way(Kinds.Array, shape => shape.NarrowItems(most + 1, null));
        if (_facts.UniqueItems)
            Way(Kinds.Array, shape => shape.NarrowItems(2, null));
        if (_facts.UnevaluatedItems is not null)
            Way(Kinds.Array, shape => shape.NarrowItems(1, null));
    }

    private void BreakItem(int index, SchemaLocation schema) => Way(Kinds.Array, shape =>
    {
        shape.NarrowItems(index + 1, null);
        shape.ExtraItems.Add((index, Not(schema)));
    });

    private void BreakInPlace()
    {
        if (_facts.HasReference)
            Demands(Not(_schema.Location.Reference!));
        if (_facts.HasDynamicReference)
            Demands(Demand.Not(_schema.ToDynamic()));
        foreach (var branch in _facts.AllOf)
            Demands(Not(branch));
        if (_facts.AnyOf.Count > 0)
            Demands([.. _facts.AnyOf.Select(Not)]);
        if (_facts.OneOf.Count > 0)
        {
            Demands([.. _facts.OneOf.Select(Not)]);
            for (var i = 1; i < _facts.OneOf.Count; i++)
                Demands(Demand.Of(_schema.To(_facts.OneOf[0])), Demand.Of(_schema.To(_facts.OneOf[i])));
        }

        if (_facts.Not is { } negated)
            Demands(Demand.Of(_schema.To(negated)));
        if (_facts.If is not { } condition)
            return;
        if (_facts.Then is { } then)
            Demands(Demand.Of(_schema.To(condition)), Not(then));
        if (_facts.Else is { } otherwise)
            Demands(Not(condition), Not(otherwise));
    }
}
