using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>Walks every schema of a text and checks the rules that hold schema by schema.</summary>
internal sealed class MfjsWalk(MfjsReport report, MfjsReferences references)
{
    private int _propertyKeys;
    private bool _isTooDeep;

    /// <summary>Checks a schema and everything below it.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="depth">Levels of <c>properties</c> above it.</param>
    /// <param name="isRoot">Whether it is the root.</param>
    public void Check(MfjsSchema schema, int depth, bool isRoot)
    {
        EvaluationLimitException.ThrowWhenStackIsLow();
        CheckDepth(schema, depth);
        if (report.IsUltra)
            CheckKeywords(schema, isRoot);
        MfjsTypeRules.Check(schema, isRoot, report);
        MfjsEnumRules.Check(schema, report);
        if (report.IsUltra)
            MfjsRangeRules.Check(schema, report);
        MfjsObjectRules.Check(schema, report);
        MfjsReferenceRules.Check(schema, isRoot, references, report);
        MfjsReferenceRules.CheckAnyOf(schema, isRoot, report);
        MfjsDefinitionRules.Check(schema, isRoot, report);
        CheckShapes(schema);
        CheckBelow(schema, depth);
    }

    private void CheckDepth(MfjsSchema schema, int depth)
    {
        var reached = depth + (schema.Reference is { } reference ? references.DepthOf(reference) : 0);
        if (reached <= MfjsLimits.MaxDepth || _isTooDeep)
            return;
        _isTooDeep = true;
        report.Add(MfjsRules.Depth, schema.Path, $"The schema is {reached} levels deep; at most {MfjsLimits.MaxDepth} are allowed.");
    }

    private void CheckKeywords(MfjsSchema schema, bool isRoot)
    {
        foreach (var keyword in schema.Keywords.Where(keyword => !MfjsKeywords.All.Contains(keyword)))
            report.Add(MfjsRules.Keyword, schema.At(keyword), $"{JsonText.Quote(keyword)} is no keyword of MFJS.");
        if (schema.Types.Count == 0 || !MfjsKeywords.IsType(schema.Types[0]))
            return;
        // Of several types the first decides, as in Moonshot's validator.
        var type = schema.Types[0];
        foreach (var keyword in schema.Keywords.Where(keyword => MfjsKeywords.All.Contains(keyword) && !MfjsKeywords.Takes(type, keyword)))
        {
            if (!MfjsKeywords.RootOnly.Contains(keyword))
                report.Add(MfjsRules.KeywordOfType, schema.At(keyword), $"{keyword} is no keyword of the type {type}.");
            else if (!isRoot)
                report.Add(MfjsRules.RootOnly, schema.At(keyword), $"{keyword} stands only at the root.");
        }
    }

    private void CheckShapes(MfjsSchema schema)
    {
        if (schema.TryGet("items", out var items) && items.ValueKind != JsonValueKind.Object)
            report.Add(MfjsRules.Shapes, schema.At("items"), "items is an object.");
        if (schema.TryGet("additionalProperties", out var additional)
            && additional.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
            report.Add(MfjsRules.Shapes, schema.At("additionalProperties"), "additionalProperties is a boolean or an object.");
        if (schema.TryGet("description", out var description) && description.ValueKind != JsonValueKind.String)
            report.Add(MfjsRules.Shapes, schema.At("description"), "description is a string.");
        if (schema.TryGet("pattern", out var pattern) && pattern.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            report.Add(MfjsRules.Shapes, schema.At("pattern"), "pattern is a string.");
    }

    private void CheckBelow(MfjsSchema schema, int depth)
    {
        foreach (var (_, definition) in schema.Named("$defs"))
            Check(definition, depth, isRoot: false);
        var before = _propertyKeys;
        if (schema.TryGet("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
            _propertyKeys += properties.GetPropertyCount();
        if (before <= MfjsLimits.MaxPropertyKeys && _propertyKeys > MfjsLimits.MaxPropertyKeys)
            report.Add(MfjsRules.PropertyKeys, schema.At("properties"), $"The schema has more than {MfjsLimits.MaxPropertyKeys} property names in all.");
        foreach (var (_, property) in schema.Named("properties"))
            Check(property, depth + 1, isRoot: false);
        if (schema.Below("items") is { } items)
            Check(items, depth, isRoot: false);
        if (schema.Below("additionalProperties") is { } additional)
            Check(additional, depth, isRoot: false);
        foreach (var branch in schema.Branches)
            Check(branch, depth, isRoot: false);
    }
}
