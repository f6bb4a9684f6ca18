using System.Text;

namespace Kvv.Schemas;

/// <summary>
/// Looks for a value that meets demands: expands them into shapes, builds candidates for each shape, and lets the judge confirm.
/// The depth of the value is raised step by step, so that recursion ends at its nearest exit.
/// </summary>
internal sealed class Search
{
    private static readonly int[] Depths = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];

    private const int RandomDepth = 6;

    private readonly Expansion _expansion;
    private readonly Judge _judge;
    private readonly Dictionary<string, Value> _solved;
    private readonly Dictionary<string, int> _failed = new(StringComparer.Ordinal);
    private readonly Dictionary<Scoped, int> _ids;
    private readonly Search? _minimal;
    private bool _wasCut;

    public Search(FactBook book, GeneratorOptions options, Randomness? random)
        : this(book, options, random, new(options.MaxSteps))
    {
    }

    private Search(FactBook book, GeneratorOptions options, Randomness? random, StepBudget budget)
    {
        Options = options;
        Random = random;
        Budget = budget;
        _expansion = new(book, budget, random, Note);
        _judge = new(book, budget);
        _minimal = random is null ? null : new(book, options with { MaxDepth = Math.Max(1, options.MaxDepth - RandomDepth) }, null, budget);
        _solved = new(StringComparer.Ordinal);
        _ids = [];
    }

    public GeneratorOptions Options { get; }

    /// <summary>The source of variety, or <see langword="null"/> for small instances.</summary>
    public Randomness? Random { get; }

    public StepBudget Budget { get; }

    /// <summary>Why the search is not exhaustive, if it is not.</summary>
    public string? GaveUp { get; private set; }

    /// <summary>A value that meets the demands, or <see langword="null"/>.</summary>
    public Value? Find(IReadOnlyList<Demand> demands, IReadOnlyCollection<Value>? excluded = null, Kinds kinds = Kinds.All)
    {
        if (Random is not null)
            return Solve(demands, Math.Min(RandomDepth, Options.MaxDepth), excluded, kinds);
        foreach (var depth in Depths.TakeWhile(depth => depth < Options.MaxDepth).Append(Options.MaxDepth))
        {
            _wasCut = false;
            if (Solve(demands, depth, excluded, kinds) is { } value)
                return value;
            if (!_wasCut)
                return null;
        }

        Note($"No instance was found within a depth of {Options.MaxDepth}.");
        return null;
    }

    /// <summary>Notes that something was left untried, so that a failure proves nothing.</summary>
    public void Note(string reason) => GaveUp ??= reason;

    /// <summary>A value that meets the demands within a depth, or <see langword="null"/>.</summary>
    public Value? Solve(IReadOnlyList<Demand> demands, int depth, IReadOnlyCollection<Value>? excluded = null, Kinds kinds = Kinds.All)
    {
        Budget.Spend();
        EvaluationLimitException.ThrowWhenStackIsLow();
        if (depth <= 2 && _minimal is { } minimal)
        {
            var small = minimal.Find(demands, excluded, kinds);
            if (small is null)
                Note(minimal.GaveUp ?? "A random choice led nowhere.");
            return small;
        }

        var key = Random is null && excluded is null && kinds == Kinds.All ? KeyOf(demands) : null;
        if (key is not null && _solved.TryGetValue(key, out var known) && HeightOf(known) <= depth)
            return known;
        if (key is not null && _failed.GetValueOrDefault(key, -1) >= depth)
        {
            _wasCut = true;
            return null;
        }

        var wasCutBefore = _wasCut;
        _wasCut = false;
        var value = _expansion.Expand(new(demands, kinds)).Select(shape => FromShape(shape, demands, depth, excluded)).FirstOrDefault(found => found is not null);
        if (key is not null && value is not null)
            _solved[key] = value;
        else if (key is not null && _wasCut)
            _failed[key] = depth;
        _wasCut |= wasCutBefore;
        return value;
    }

    /// <summary>Notes that a value was not built because it would be too deep.</summary>
    public void Cut()
    {
        _wasCut = true;
        if (Random is not null)
            Note("A random choice led too deep.");
    }

    /// <summary>Whether a value meets a schema for certain.</summary>
    public bool IsSure(Scoped schema, Value value)
    {
        var verdict = _judge.Decide(schema, value);
        if (verdict == Verdict.Unknown)
            Note("Whether a property's name is allowed could not be decided.");
        return verdict == Verdict.True;
    }

    private Value? FromShape(Shape shape, IReadOnlyList<Demand> demands, int depth, IReadOnlyCollection<Value>? excluded)
    {
        var left = 40 + (excluded?.Count ?? 0) + shape.Excluded.Count;
        foreach (var candidate in new Candidates(this, shape, depth).All())
        {
            Budget.Spend();
            if ((shape.Kinds & candidate.Kind) == 0 || shape.Excluded.Contains(candidate) || excluded?.Contains(candidate) == true)
                continue;
            var isRefused = false;
            var isSure = true;
            foreach (var demand in demands)
            {
                var verdict = _judge.Decide(demand.Schema, candidate);
                isRefused |= verdict == (demand.IsNegated ? Verdict.True : Verdict.False);
                isSure &= verdict == (demand.IsNegated ? Verdict.False : Verdict.True);
            }

            if (isSure)
                return candidate;
            // Of listed values each is tried, so a sure refusal of all of them proves something.
            if (shape.Values is not null && isRefused)
                continue;
            Note("Candidates were built that the schema may refuse; none was found that it surely accepts.");
            if (--left <= 0)
                break;
        }

        return null;
    }

    private string KeyOf(IReadOnlyList<Demand> demands)
    {
        var key = new StringBuilder();
        foreach (var demand in demands)
        {
            if (!_ids.TryGetValue(demand.Schema, out var id))
                _ids[demand.Schema] = id = _ids.Count;
            key.Append(demand.IsNegated ? '-' : '+').Append(id);
        }

        return key.ToString();
    }

    private static int HeightOf(Value value) => value.Kind switch
    {
        Kinds.Array => 1 + value.Items.Select(HeightOf).DefaultIfEmpty(0).Max(),
        Kinds.Object => 1 + value.Members.Values.Select(HeightOf).DefaultIfEmpty(0).Max(),
        _ => 0,
    };
}
