namespace Kvv.Schemas;

/// <summary>A schema that a value must match, or must not match.</summary>
internal readonly record struct Demand(Scoped Schema, bool IsNegated)
{
    public static Demand Of(Scoped schema) => new(schema, false);

    public static Demand Not(Scoped schema) => new(schema, true);
}
