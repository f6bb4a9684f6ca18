using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>Where references lead, how deep what they lead to is, and whether recursion through them ends.</summary>
internal sealed class MfjsReferences(MfjsSchema root)
{
    private const int MaxSteps = 300_000;

    private readonly Dictionary<string, MfjsSchema?> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _depths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _ends = new(StringComparer.Ordinal);
    private int _steps;

    /// <summary>The schema that a well-formed reference names, or <see langword="null"/>.</summary>
    public MfjsSchema? Target(string reference)
    {
        if (reference == "#")
            return root;
        if (!_targets.TryGetValue(reference, out var target))
            _targets[reference] = target = Find(reference);
        return target;
    }

    /// <summary>The levels of <c>properties</c> below a reference; a circle counts once, and <c>items</c> is not followed.</summary>
    public int DepthOf(string reference)
    {
        if (reference == "#" || Target(reference) is not { } target)
            return 0;
        if (_depths.TryGetValue(reference, out var known))
            return known;
        _depths[reference] = 0;
        return _depths[reference] = DepthOf(target);
    }

    /// <summary>Whether some reference along the required properties leads into recursion without an end.</summary>
    /// <param name="path">Where that reference stands.</param>
    public bool HasEndlessRecursion(out string path)
    {
        path = "";
        return !Ends(root) && LeadsNowhere(root, out path);
    }

    /// <summary>Bounds the walk: references that branch again and again would take it exponential time.</summary>
    private void Step()
    {
        if (++_steps > MaxSteps)
            throw new EvaluationLimitException("The references of the schema branch too often to be followed.");
        EvaluationLimitException.ThrowWhenStackIsLow();
    }

    private int DepthOf(MfjsSchema schema)
    {
        Step();
        var depth = schema.Reference is { } reference ? DepthOf(reference) : 0;
        if (schema.Has("properties"))
            depth = Math.Max(depth, 1 + schema.Named("properties").Select(p => DepthOf(p.Schema)).DefaultIfEmpty(0).Max());
        foreach (var branch in schema.Branches)
            depth = Math.Max(depth, DepthOf(branch));
        return schema.Below("additionalProperties") is { } additional ? Math.Max(depth, DepthOf(additional)) : depth;
    }

    private MfjsSchema? Find(string reference)
    {
        if (!reference.StartsWith("#/$defs/", StringComparison.Ordinal) || !root.TryGet("$defs", out var element))
            return null;
        var path = "/$defs";
        foreach (var token in reference["#/$defs/".Length..].Split('/'))
        {
            if (JsonPointer.Step(element, token) is not { } next)
                return null;
            element = next;
            path += "/" + JsonPointer.Escape(token);
        }

        return element.ValueKind == JsonValueKind.Object ? new(element, path) : null;
    }

    /// <summary>
    /// Moonshot's test for an end: a scalar type ends; an array ends with its items, an object with any one of its required
    /// properties, <c>anyOf</c> with any branch, a reference with its target. It is laxer than the truth for objects and
    /// stricter for arrays, which could be empty.
    /// </summary>
    private bool Ends(MfjsSchema schema)
    {
        Step();
        if (schema.IsEmpty || schema.Types.Any(type => type is not ("object" or "array")))
            return true;
        var type = schema.Types.Count > 0 ? schema.Types[^1] : null;
        if (type == "array" && (schema.Below("items") is not { } items || Ends(items)))
            return true;
        if (type == "object" && ObjectEnds(schema))
            return true;
        return schema.Branches.Any(Ends) || (schema.Reference is { } reference && ReferenceEnds(reference));
    }

    private bool ObjectEnds(MfjsSchema schema)
    {
        var required = schema.Required;
        var properties = schema.Named("properties").ToList();
        return required.Count == 0 || properties.Count == 0
            || properties.Any(property => required.Contains(property.Name) && Ends(property.Schema));
    }

    private bool ReferenceEnds(string reference)
    {
        if (_ends.TryGetValue(reference, out var known))
            return known;
        if (Target(reference) is not { } target)
            return true;
        _ends[reference] = false;
        var ends = Ends(target);
        if (ends)
            _ends[reference] = true;
        else
            _ends.Remove(reference);
        return ends;
    }

    private bool LeadsNowhere(MfjsSchema schema, out string path)
    {
        Step();
        path = schema.Path;
        if (schema.Reference is { } reference && !ReferenceEnds(reference))
            return true;
        var required = schema.Required;
        var below = schema.Named("properties").Where(p => required.Contains(p.Name)).Select(p => p.Schema).Concat(schema.Branches);
        foreach (var next in schema.Below("items") is { } items ? below.Append(items) : below)
        {
            if (LeadsNowhere(next, out path))
                return true;
        }

        return false;
    }
}
