using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>One keyword of a compiled schema, or several that are decided in one pass. Immutable after compilation.</summary>
internal abstract class Keyword(string name, int kinds, int order = 0)
{
    public const int AnyKind = ~0;
    public const int Objects = 1 << (int)JsonValueKind.Object;
    public const int Arrays = 1 << (int)JsonValueKind.Array;
    public const int Strings = 1 << (int)JsonValueKind.String;
    public const int Numbers = 1 << (int)JsonValueKind.Number;

    /// <summary>As the schema spells it.</summary>
    public string Name { get; } = name;

    /// <summary>The kinds of value it says anything about, as bits by <see cref="JsonValueKind"/>.</summary>
    public int Kinds { get; } = kinds;

    /// <summary>Cheap assertions come first (0), applicators next (1), what asks for their annotations last (2).</summary>
    public int Order { get; } = order;

    /// <summary>Whether a value passes; records failures with the evaluation.</summary>
    public abstract bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen);
}
