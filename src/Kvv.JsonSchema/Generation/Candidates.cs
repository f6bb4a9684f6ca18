namespace Kvv.Schemas;

/// <summary>Candidates for the value of a fully read shape, most wanted first.</summary>
internal sealed class Candidates(Search search, Shape shape, int depth)
{
    private static readonly Kinds[] Order =
        [Kinds.Null, Kinds.Boolean, Kinds.Integer, Kinds.Fraction, Kinds.String, Kinds.Array, Kinds.Object];

    /// <summary>The candidates; lazy.</summary>
    public IEnumerable<Value> All()
    {
        if (shape.Values is { } values)
            return search.Random?.Shuffle(values) ?? values;
        var allowed = Order.Where(kind => (shape.Kinds & kind) != 0);
        var ordered = search.Random?.Shuffle(allowed) ?? allowed;
        return ordered.OrderBy(kind => (shape.Hint & kind) != 0 ? 0 : 1).SelectMany(Of);
    }

    private IEnumerable<Value> Of(Kinds kind) => kind switch
    {
        Kinds.Null => [Value.Null],
        Kinds.Boolean => search.Random?.OneIn(2) == true ? [Value.True, Value.False] : [Value.False, Value.True],
        Kinds.Integer or Kinds.Fraction => new NumberBuilder(search, shape, kind == Kinds.Integer).All().Select(Value.Of),
        Kinds.String => new TextBuilder(search, shape).All().Select(Value.Of),
        Kinds.Array => new ArrayBuilder(search, shape, depth).All(),
        _ => new ObjectBuilder(search, shape, depth).All(),
    };
}
