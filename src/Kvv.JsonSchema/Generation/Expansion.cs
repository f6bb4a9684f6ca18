namespace Kvv.Schemas;

/// <summary>Reads the demands of a shape into it, branching at each choice, until shapes without open questions are left.</summary>
internal sealed class Expansion(FactBook book, StepBudget budget, Randomness? random, Action<string> note)
{
    /// <summary>The shapes that a shape's demands allow, most wanted first. Lazy: only as many are worked out as are asked for.</summary>
    public IEnumerable<Shape> Expand(Shape shape)
    {
        EvaluationLimitException.ThrowWhenStackIsLow();
        while (!shape.IsContradiction && shape.Open.TryDequeue(out var demand))
        {
            budget.Spend();
            if (!shape.Meet(demand))
                continue;
            if (demand.IsNegated)
                new Negation(book, demand.Schema, note).Apply(shape);
            else
                Apply(demand.Schema, shape);
        }

        if (shape.IsContradiction)
            yield break;
        if (shape.Choices.Count == 0)
        {
            yield return shape;
            yield break;
        }

        var choice = shape.Choices[0];
        shape.Choices.RemoveAt(0);
        foreach (var alternative in random is null ? choice : random.Shuffle(choice))
        {
            var branch = shape.Clone();
            alternative(branch);
            foreach (var result in Expand(branch))
                yield return result;
        }
    }

    private void Apply(Scoped schema, Shape shape)
    {
        var facts = book.Of(schema.Location);
        if (facts.IsFalse)
        {
            shape.Contradict();
            return;
        }

        shape.Groups.Add((schema, facts));
        shape.Hint |= HintOf(facts);
        if (facts.Type is { } type)
            shape.Narrow(type);
        if (facts.Const is { } constant)
            shape.NarrowValues([constant]);
        if (facts.Enum is { } values)
            shape.NarrowValues(values);
        shape.AtLeast(facts.Minimum);
        shape.AtLeast(facts.ExclusiveMinimum, isExclusive: true);
        shape.AtMost(facts.Maximum);
        shape.AtMost(facts.ExclusiveMaximum, isExclusive: true);
        shape.NarrowLength(facts.MinLength, facts.MaxLength);
        shape.NarrowItems(facts.MinItems, facts.MaxItems);
        shape.NarrowProperties(facts.MinProperties, facts.MaxProperties);
        shape.IsUnique |= facts.UniqueItems;
        foreach (var name in facts.Required)
            shape.Require(name);
        AddInPlace(schema, facts, shape);
    }

    private static void AddInPlace(Scoped schema, SchemaFacts facts, Shape shape)
    {
        if (facts.HasReference)
            shape.Open.Enqueue(Demand.Of(schema.To(schema.Location.Reference!)));
        if (facts.HasDynamicReference)
            shape.Open.Enqueue(Demand.Of(schema.ToDynamic()));
        foreach (var branch in facts.AllOf)
            shape.Open.Enqueue(Demand.Of(schema.To(branch)));
        if (facts.Not is { } negated)
            shape.Open.Enqueue(Demand.Not(schema.To(negated)));
        if (facts.AnyOf.Count > 0)
            shape.Choices.Add([.. facts.AnyOf.Select(branch => Open(Demand.Of(schema.To(branch))))]);
        if (facts.OneOf.Count > 0)
        {
            shape.Choices.Add([.. facts.OneOf.Select((_, chosen) =>
                Open([.. facts.OneOf.Select((branch, i) => new Demand(schema.To(branch), i != chosen))]))]);
        }

        if (facts.If is { } condition)
        {
            shape.Choices.Add(
            [
                Open([Demand.Of(schema.To(condition)), .. Consequence(facts.Then)]),
                Open([Demand.Not(schema.To(condition)), .. Consequence(facts.Else)]),
            ]);
        }

        foreach (var (name, dependent) in facts.DependentSchemas)
        {
            shape.Choices.Add(
            [
                branch => branch.Forbid(name),
                branch =>
                {
                    branch.Require(name);
                    branch.Open.Enqueue(Demand.Of(schema.To(dependent)));
                },
            ]);
        }

        IEnumerable<Demand> Consequence(SchemaLocation? location) => location is null ? [] : [Demand.Of(schema.To(location))];
    }

    private static Action<Shape> Open(params Demand[] demands) => shape =>
    {
        foreach (var demand in demands)
            shape.Open.Enqueue(demand);
    };

    private static Kinds HintOf(SchemaFacts facts)
    {
        var hint = Kinds.None;
        if (facts.SaysMembers || facts.Required.Count > 0 || facts.MinProperties > 0 || facts.PropertyNames is not null)
            hint |= Kinds.Object;
        if (facts.Items is not null || facts.PrefixItems.Count > 0 || facts.MinItems > 0 || facts.Contains is not null)
            hint |= Kinds.Array;
        if (facts.Pattern is not null || facts.MinLength > 0 || facts.MaxLength is not null || facts.Format is not null)
            hint |= Kinds.String;
        if (facts.Minimum is not null || facts.Maximum is not null || facts.ExclusiveMinimum is not null || facts.ExclusiveMaximum is not null || facts.MultipleOf is not null)
            hint |= Kinds.Number;
        return hint;
    }
}
