namespace Kvv.Schemas;

/// <summary>
/// What is known of a value while its demands are merged: the conjunction of every keyword met so far, the demands still to be
/// read, and the choices still to be made. Copied where a choice branches.
/// </summary>
internal sealed class Shape
{
    private readonly HashSet<Demand> _met = [];

    public Shape(IEnumerable<Demand> demands, Kinds kinds)
    {
        Kinds = kinds;
        Open = new(demands);
    }

    private Shape(Shape other)
    {
        _met = [.. other._met];
        Open = new(other.Open);
        Choices = [.. other.Choices];
        Kinds = other.Kinds;
        Hint = other.Hint;
        Values = other.Values;
        Excluded = [.. other.Excluded];
        Groups = [.. other.Groups];
        Lower = other.Lower;
        Upper = other.Upper;
        Length = other.Length;
        Items = other.Items;
        Properties = other.Properties;
        IsUnique = other.IsUnique;
        Required = [.. other.Required];
        Forbidden = [.. other.Forbidden];
        ExtraMembers = [.. other.ExtraMembers];
        ExtraItems = [.. other.ExtraItems];
        EveryItem = [.. other.EveryItem];
        IsContradiction = other.IsContradiction;
    }

    /// <summary>Demands still to be read.</summary>
    public Queue<Demand> Open { get; }

    /// <summary>Choices still to be made; each is a list of alternatives.</summary>
    public List<IReadOnlyList<Action<Shape>>> Choices { get; } = [];

    /// <summary>The kinds the value may have.</summary>
    public Kinds Kinds { get; private set; }

    /// <summary>The kinds that keywords speak about; preferred where several are allowed.</summary>
    public Kinds Hint { get; set; }

    /// <summary>The only values allowed, or <see langword="null"/> for no such list.</summary>
    public IReadOnlyList<Value>? Values { get; private set; }

    /// <summary>Values not allowed.</summary>
    public List<Value> Excluded { get; } = [];

    /// <summary>The schemas that apply, with their facts.</summary>
    public List<(Scoped Schema, SchemaFacts Facts)> Groups { get; } = [];

    /// <summary>The lower bound of a number and whether the bound itself is out.</summary>
    public (ExactNumber Bound, bool IsExclusive)? Lower { get; private set; }

    /// <summary>The upper bound of a number and whether the bound itself is out.</summary>
    public (ExactNumber Bound, bool IsExclusive)? Upper { get; private set; }

    /// <summary>Bounds of a string's length.</summary>
    public (long Least, long Most) Length { get; private set; } = (0, long.MaxValue);

    /// <summary>Bounds of an array's length.</summary>
    public (long Least, long Most) Items { get; private set; } = (0, long.MaxValue);

    /// <summary>Bounds of the number of properties.</summary>
    public (long Least, long Most) Properties { get; private set; } = (0, long.MaxValue);

    /// <summary>Whether the items must differ.</summary>
    public bool IsUnique { get; set; }

    /// <summary>Properties that must be there, in order of demand.</summary>
    public List<string> Required { get; } = [];

    /// <summary>Properties that must not be there.</summary>
    public HashSet<string> Forbidden { get; } = new(StringComparer.Ordinal);

    /// <summary>Demands on single properties beyond those of the groups.</summary>
    public List<(string Name, Demand Demand)> ExtraMembers { get; } = [];

    /// <summary>Demands on single items beyond those of the groups.</summary>
    public List<(int Index, Demand Demand)> ExtraItems { get; } = [];

    /// <summary>Demands on every item beyond those of the groups.</summary>
    public List<Demand> EveryItem { get; } = [];

    /// <summary>Whether no value can have this shape.</summary>
    public bool IsContradiction { get; private set; }

    public Shape Clone() => new(this);

    public void Contradict() => IsContradiction = true;

    /// <summary>Notes a demand as read; <see langword="false"/> when it was read before. One demand and its opposite contradict.</summary>
    public bool Meet(Demand demand)
    {
        if (_met.Contains(demand with { IsNegated = !demand.IsNegated }))
            Contradict();
        return _met.Add(demand);
    }

    public void Narrow(Kinds kinds)
    {
        Kinds &= kinds;
        if (Kinds == Kinds.None)
            Contradict();
    }

    public void NarrowValues(IReadOnlyList<Value> values)
    {
        Values = Values is null ? values : [.. Values.Where(values.Contains)];
        if (Values.Count == 0)
            Contradict();
    }

    public void Exclude(IEnumerable<Value> values) => Excluded.AddRange(values);

    public void AtLeast(ExactNumber? bound, bool isExclusive = false)
    {
        if (bound is { } b && (Lower is not { } lower || b.CompareTo(lower.Bound) > 0 || (b.Equals(lower.Bound) && isExclusive)))
            Lower = (b, isExclusive);
        CheckRange();
    }

    public void AtMost(ExactNumber? bound, bool isExclusive = false)
    {
        if (bound is { } b && (Upper is not { } upper || b.CompareTo(upper.Bound) < 0 || (b.Equals(upper.Bound) && isExclusive)))
            Upper = (b, isExclusive);
        CheckRange();
    }

    public void NarrowLength(long? least, long? most)
    {
        Length = Intersect(Length, least, most);
        if (Length.Least > Length.Most)
            Narrow(~Kinds.String);
    }

    public void NarrowItems(long? least, long? most)
    {
        Items = Intersect(Items, least, most);
        if (Items.Least > Items.Most)
            Narrow(~Kinds.Array);
    }

    public void NarrowProperties(long? least, long? most)
    {
        Properties = Intersect(Properties, least, most);
        if (Properties.Least > Properties.Most)
            Narrow(~Kinds.Object);
    }

    public void Require(string name)
    {
        if (!Required.Contains(name))
            Required.Add(name);
        if (Forbidden.Contains(name))
            Narrow(~Kinds.Object);
    }

    public void Forbid(string name)
    {
        Forbidden.Add(name);
        if (Required.Contains(name))
            Narrow(~Kinds.Object);
    }

    private void CheckRange()
    {
        if (Lower is not { } lower || Upper is not { } upper)
            return;
        var order = lower.Bound.CompareTo(upper.Bound);
        if (order > 0 || (order == 0 && (lower.IsExclusive || upper.IsExclusive)))
            Narrow(~Kinds.Number);
    }

    private static (long, long) Intersect((long Least, long Most) range, long? least, long? most) =>
        (Math.Max(range.Least, least ?? 0), Math.Min(range.Most, most ?? long.MaxValue));
}
