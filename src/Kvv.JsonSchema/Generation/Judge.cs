namespace Kvv.Schemas;

/// <summary>What the generator's own look at an instance says.</summary>
internal enum Verdict
{
    False,
    True,
    Unknown,
}

/// <summary>
/// The generator's second look: decides whether a value under construction conforms, from the schema's facts alone. It shares no
/// evaluation code with the validator. Where it does not know (an asserted format it has no sample of) it says so.
/// </summary>
internal sealed class Judge(FactBook book, StepBudget budget)
{
    private const int MaxInPlace = 200;

    private int _inPlace;

    /// <summary>Decides about a value.</summary>
    public Verdict Decide(Scoped schema, Value value) => Decide(schema, value, null);

    private Verdict Decide(Scoped schema, Value value, HashSet<object>? seen)
    {
        budget.Spend();
        EvaluationLimitException.ThrowWhenStackIsLow();
        var facts = book.Of(schema.Location);
        if (facts.IsFalse)
            return Verdict.False;
        if (++_inPlace > MaxInPlace)
            throw new EvaluationLimitException("The schema refers to itself in a circle without a step into the instance.");
        var tracks = facts.UnevaluatedItems is not null || facts.UnevaluatedProperties is not null;
        var own = tracks ? [] : seen;
        var verdict = And(Assertions(facts, value), () => InPlace(schema, facts, value, own));
        if (verdict != Verdict.False && value.Kind == Kinds.Object)
            verdict = And(verdict, () => Members(schema, facts, value, own));
        if (verdict != Verdict.False && value.Kind == Kinds.Array)
            verdict = And(verdict, () => Items(schema, facts, value, own));
        if (tracks && seen is not null && verdict != Verdict.False)
            seen.UnionWith(own!);
        _inPlace--;
        return verdict;
    }

    private static Verdict And(Verdict first, Func<Verdict> second)
    {
        if (first == Verdict.False)
            return first;
        var other = second();
        return other == Verdict.True ? first : other;
    }

    private static Verdict Not(Verdict verdict) => verdict switch
    {
        Verdict.True => Verdict.False,
        Verdict.False => Verdict.True,
        _ => verdict,
    };

    private static Verdict Assertions(SchemaFacts facts, Value value)
    {
        if ((facts.Type is { } type && (type & value.Kind) == 0)
            || (facts.Const is { } constant && !constant.Equals(value))
            || (facts.Enum is { } values && !values.Contains(value)))
            return Verdict.False;
        if ((value.Kind & Kinds.Number) != 0)
            return NumberFits(facts, value.Number) ? Verdict.True : Verdict.False;
        if (value.Kind != Kinds.String)
            return Verdict.True;
        var length = JsonText.CodePoints(value.Text);
        if (length < facts.MinLength || length > facts.MaxLength || facts.Pattern?.IsMatch(value.Text) == false)
            return Verdict.False;
        return facts.Format is { } format ? FormatSamples.Judge(format, value.Text) : Verdict.True;
    }

    private static bool NumberFits(SchemaFacts facts, ExactNumber number) =>
        !(facts.Minimum is { } least && number.CompareTo(least) < 0)
        && !(facts.Maximum is { } most && number.CompareTo(most) > 0)
        && !(facts.ExclusiveMinimum is { } above && number.CompareTo(above) <= 0)
        && !(facts.ExclusiveMaximum is { } below && number.CompareTo(below) >= 0)
        && (facts.MultipleOf is not { } divisor || number.IsMultipleOf(divisor));

    private Verdict InPlace(Scoped schema, SchemaFacts facts, Value value, HashSet<object>? seen)
    {
        var verdict = Verdict.True;
        if (facts.HasReference)
            verdict = And(verdict, () => Decide(schema.To(schema.Location.Reference!), value, seen));
        if (facts.HasDynamicReference)
            verdict = And(verdict, () => Decide(schema.ToDynamic(), value, seen));
        foreach (var branch in facts.AllOf)
            verdict = And(verdict, () => Decide(schema.To(branch), value, seen));
        if (facts.AnyOf.Count > 0)
            verdict = And(verdict, () => Count(schema, facts.AnyOf, value, seen, (least, most) => least > 0 ? Verdict.True : most == 0 ? Verdict.False : Verdict.Unknown));
        if (facts.OneOf.Count > 0)
            verdict = And(verdict, () => Count(schema, facts.OneOf, value, seen, (least, most) => least > 1 || most == 0 ? Verdict.False : least == most ? Verdict.True : Verdict.Unknown));
        if (facts.Not is { } negated)
            verdict = And(verdict, () => Not(Decide(schema.To(negated), value, null)));
        if (facts.If is { } condition)
            verdict = And(verdict, () => Conditional(schema, facts, condition, value, seen));
        return verdict;
    }

    /// <summary>How many branches hold: for certain, and at most.</summary>
    private Verdict Count(Scoped schema, IReadOnlyList<SchemaLocation> branches, Value value, HashSet<object>? seen, Func<int, int, Verdict> conclude)
    {
        var (least, most) = (0, 0);
        var isSeenKnown = true;
        foreach (var branch in branches)
        {
            var own = seen is null ? null : new HashSet<object>();
            var verdict = Decide(schema.To(branch), value, own);
            least += verdict == Verdict.True ? 1 : 0;
            most += verdict == Verdict.False ? 0 : 1;
            isSeenKnown &= verdict != Verdict.Unknown;
            if (verdict == Verdict.True)
                seen?.UnionWith(own!);
        }

        return seen is not null && !isSeenKnown ? Verdict.Unknown : conclude(least, most);
    }

    private Verdict Conditional(Scoped schema, SchemaFacts facts, SchemaLocation condition, Value value, HashSet<object>? seen)
    {
        var own = seen is null ? null : new HashSet<object>();
        var verdict = Decide(schema.To(condition), value, own);
        if (verdict == Verdict.Unknown)
            return verdict;
        if (verdict == Verdict.True && own is not null)
            seen!.UnionWith(own);
        var consequence = verdict == Verdict.True ? facts.Then : facts.Else;
        return consequence is null ? Verdict.True : Decide(schema.To(consequence), value, seen);
    }

    private Verdict Members(Scoped schema, SchemaFacts facts, Value value, HashSet<object>? seen)
    {
        var members = value.Members;
        if (facts.Required.Any(name => !members.ContainsKey(name)) || members.Count < facts.MinProperties || members.Count > facts.MaxProperties
            || facts.DependentRequired.Any(d => members.ContainsKey(d.Key) && d.Value.Any(name => !members.ContainsKey(name))))
            return Verdict.False;
        var verdict = Verdict.True;
        foreach (var (name, dependent) in facts.DependentSchemas.Where(d => members.ContainsKey(d.Key)))
            verdict = And(verdict, () => Decide(schema.To(dependent), value, seen));
        foreach (var (name, member) in members)
        {
            if (facts.PropertyNames is { } names)
                verdict = And(verdict, () => Below(schema.To(names), Value.Of(name)));
            foreach (var demand in MemberSchemas(facts, name))
            {
                seen?.Add(name);
                verdict = And(verdict, () => Below(schema.To(demand), member));
            }
        }

        if (facts.UnevaluatedProperties is not { } rest)
            return verdict;
        foreach (var (name, member) in members.Where(member => !seen!.Contains(member.Key)).ToList())
        {
            seen!.Add(name);
            verdict = And(verdict, () => Below(schema.To(rest), member));
        }

        return verdict;
    }

    /// <summary>The schemas that one schema's properties, patternProperties and additionalProperties apply to a member.</summary>
    public static IEnumerable<SchemaLocation> MemberSchemas(SchemaFacts facts, string name)
    {
        var isKnown = false;
        if (facts.Properties.TryGetValue(name, out var own))
        {
            isKnown = true;
            yield return own;
        }

        foreach (var (pattern, schema) in facts.PatternProperties)
        {
            if (!pattern.IsMatch(name))
                continue;
            isKnown = true;
            yield return schema;
        }

        if (!isKnown && facts.AdditionalProperties is { } additional)
            yield return additional;
    }

    private Verdict Items(Scoped schema, SchemaFacts facts, Value value, HashSet<object>? seen)
    {
        var items = value.Items;
        if (items.Count < facts.MinItems || items.Count > facts.MaxItems || (facts.UniqueItems && items.Distinct().Count() != items.Count))
            return Verdict.False;
        var verdict = Verdict.True;
        for (var i = 0; i < items.Count && verdict != Verdict.False; i++)
        {
            var item = items[i];
            var demand = i < facts.PrefixItems.Count ? facts.PrefixItems[i] : facts.Items;
            if (demand is null)
                continue;
            seen?.Add(i);
            verdict = And(verdict, () => Below(schema.To(demand), item));
        }

        if (facts.Contains is { } contains)
            verdict = And(verdict, () => Contains(schema.To(contains), facts, items, seen));
        if (facts.UnevaluatedItems is not { } rest)
            return verdict;
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            if (seen!.Add(i))
                verdict = And(verdict, () => Below(schema.To(rest), item));
        }

        return verdict;
    }

    private Verdict Contains(Scoped contains, SchemaFacts facts, IReadOnlyList<Value> items, HashSet<object>? seen)
    {
        var (least, most) = (0, 0);
        for (var i = 0; i < items.Count; i++)
        {
            var verdict = Below(contains, items[i]);
            least += verdict == Verdict.True ? 1 : 0;
            most += verdict == Verdict.False ? 0 : 1;
            if (verdict == Verdict.True)
                seen?.Add(i);
            if (verdict == Verdict.Unknown && seen is not null)
                return Verdict.Unknown;
        }

        if (most < facts.MinContains || least > facts.MaxContains)
            return Verdict.False;
        return least >= facts.MinContains && !(most > facts.MaxContains) ? Verdict.True : Verdict.Unknown;
    }

    private Verdict Below(Scoped schema, Value value)
    {
        var inPlace = _inPlace;
        _inPlace = 0;
        var verdict = Decide(schema, value, null);
        _inPlace = inPlace;
        return verdict;
    }
}
