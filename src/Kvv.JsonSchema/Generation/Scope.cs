namespace Kvv.Schemas;

/// <summary>The schema resources entered on the way to a schema, innermost first; what <c>$dynamicRef</c> looks through.</summary>
internal sealed class Scope
{
    private readonly Dictionary<SchemaResource, Scope> _next = [];

    private Scope(SchemaResource? resource, Scope? outer)
    {
        Resource = resource;
        Outer = outer;
    }

    /// <summary>No resource yet. A new one for each search, so that equal scopes of one search are one object.</summary>
    public static Scope Empty => new(null, null);

    public SchemaResource? Resource { get; }

    public Scope? Outer { get; }

    /// <summary>The scope inside a resource; the same one when it is already the innermost.</summary>
    public Scope Enter(SchemaResource resource)
    {
        // A resource entered before changes nothing for a later search from the outside in.
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.Resource == resource)
                return this;
        }

        if (!_next.TryGetValue(resource, out var inner))
            _next[resource] = inner = new(resource, this);
        return inner;
    }

    /// <summary>The outermost schema with a dynamic anchor.</summary>
    public SchemaLocation? Outermost(string anchor) =>
        Outer?.Outermost(anchor) ?? Resource?.DynamicAnchors.GetValueOrDefault(anchor);
}

/// <summary>A schema together with the scope it is reached in.</summary>
internal readonly record struct Scoped(SchemaLocation Location, Scope Scope)
{
    /// <summary>A schema that this one leads to.</summary>
    public Scoped To(SchemaLocation target) => new(target, Scope.Enter(Location.Resource));

    /// <summary>Where this schema's <c>$dynamicRef</c> leads in this scope.</summary>
    public Scoped ToDynamic()
    {
        var scope = Scope.Enter(Location.Resource);
        var target = Location.DynamicAnchor is { } anchor ? scope.Outermost(anchor) : null;
        return new(target ?? Location.DynamicReference!, scope);
    }
}
