using System.Globalization;
using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>
/// One walk of a schema over an instance. Without a list for errors it stops at the first failure and allocates nothing for
/// paths; with one it goes on and records every failure.
/// </summary>
internal sealed class Evaluation(CompiledSchema compiled, JsonSchemaOptions options, List<ValidationError>? errors)
{
    private const int MaxNesting = 4_000;

    // More applications in a row without a step into the instance than there are schemas (and scopes): a circle of references.
    private readonly long _maxInPlace = (long)compiled.NodeCount * (compiled.ResourceCount + 1) + 1;
    private readonly List<SchemaResource> _scope = [];
    private readonly List<string> _instancePath = [];
    private readonly List<string> _keywordPath = [];
    private List<ValidationError>? _errors = errors;
    private long _steps;
    private long _inPlace;
    private int _nesting;

    /// <summary>Whether failures are recorded, and paths with them.</summary>
    public bool IsCollecting => _errors is not null;

    /// <summary>The resources entered on the way here, outermost first.</summary>
    public IReadOnlyList<SchemaResource> Scope => _scope;

    /// <summary>Applies a schema to a value.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="instance">The value.</param>
    /// <param name="seen">Takes note of evaluated members or items; <see langword="null"/> when nobody asks.</param>
    public bool Apply(SchemaNode node, in JsonElement instance, Seen? seen)
    {
        if (node.IsFalse)
            return Fail("No value is allowed here.");
        if (node.Keywords.Length == 0)
            return true;
        if (++_steps > options.MaxSteps)
            throw new EvaluationLimitException($"The validation took more than {options.MaxSteps} steps.");
        if (++_inPlace > _maxInPlace)
            throw new EvaluationLimitException("The schema refers to itself in a circle without a step into the instance.");
        EvaluationLimitException.ThrowWhenDeeper(++_nesting, MaxNesting);

        var resource = node.Location.Resource;
        var entersResource = _scope.Count == 0 || _scope[^1] != resource;
        if (entersResource)
            _scope.Add(resource);
        var own = node.TracksEvaluated ? NewSeen(instance) : seen;
        var isValid = true;
        var kind = 1 << (int)instance.ValueKind;
        foreach (var keyword in node.Keywords)
        {
            if ((keyword.Kinds & kind) == 0 || keyword.Check(instance, this, own))
                continue;
            isValid = false;
            if (_errors is null)
                break;
        }

        if (isValid && node.TracksEvaluated && own is not null)
            seen?.Merge(own);
        if (entersResource)
            _scope.RemoveAt(_scope.Count - 1);
        _inPlace--;
        _nesting--;
        return isValid;
    }

    /// <summary>Applies a schema to the same value on behalf of a keyword.</summary>
    public bool InPlace(SchemaNode node, in JsonElement instance, Seen? seen, string keyword, string? key = null)
    {
        if (_errors is null)
            return Apply(node, instance, seen);
        Enter(keyword, key);
        var result = Apply(node, instance, seen);
        Leave(key);
        return result;
    }

    /// <summary>Applies a schema to the same value without recording its failures.</summary>
    public bool Test(SchemaNode node, in JsonElement instance, Seen? seen)
    {
        var recorded = _errors;
        _errors = null;
        var result = Apply(node, instance, seen);
        _errors = recorded;
        return result;
    }

    /// <summary>Applies a schema to an item of an array.</summary>
    public bool Item(SchemaNode node, in JsonElement item, int index, string keyword, string? key = null) =>
        _errors is null ? Below(node, item) : Below(node, item, index.ToString(CultureInfo.InvariantCulture), keyword, key);

    /// <summary>Applies a schema to the value of a member.</summary>
    public bool Member(SchemaNode node, in JsonProperty member, string keyword, string? key = null) =>
        _errors is null ? Below(node, member.Value) : Below(node, member.Value, JsonText.Name(member), keyword, key);

    /// <summary>Applies a schema to an item of an array without recording its failures.</summary>
    public bool TestItem(SchemaNode node, in JsonElement item)
    {
        var recorded = _errors;
        _errors = null;
        var result = Below(node, item);
        _errors = recorded;
        return result;
    }

    /// <summary>Records a failure of a keyword at the current place.</summary>
    /// <returns><see langword="false"/>.</returns>
    public bool Fail(string keyword, string message)
    {
        if (_errors is null || _errors.Count >= options.MaxErrors)
            return false;
        _errors.Add(new(Pointer(_instancePath), $"{Pointer(_keywordPath)}/{JsonPointer.Escape(keyword)}", message));
        return false;
    }

    /// <summary>A set for the members or items of a value, or <see langword="null"/> when it has none.</summary>
    public static Seen? NewSeen(in JsonElement instance) => instance.ValueKind switch
    {
        JsonValueKind.Object => new(instance.GetPropertyCount()),
        JsonValueKind.Array => new(instance.GetArrayLength()),
        _ => null,
    };

    private bool Fail(string message)
    {
        if (_errors is not null && _errors.Count < options.MaxErrors)
            _errors.Add(new(Pointer(_instancePath), Pointer(_keywordPath), message));
        return false;
    }

    private bool Below(SchemaNode node, in JsonElement value)
    {
        var inPlace = _inPlace;
        _inPlace = 0;
        var result = Apply(node, value, null);
        _inPlace = inPlace;
        return result;
    }

    private bool Below(SchemaNode node, in JsonElement value, string step, string keyword, string? key)
    {
        Enter(keyword, key);
        _instancePath.Add(step);
        var result = Below(node, value);
        _instancePath.RemoveAt(_instancePath.Count - 1);
        Leave(key);
        return result;
    }

    private void Enter(string keyword, string? key)
    {
        _keywordPath.Add(keyword);
        if (key is not null)
            _keywordPath.Add(key);
    }

    private void Leave(string? key) => _keywordPath.RemoveRange(_keywordPath.Count - (key is null ? 1 : 2), key is null ? 1 : 2);

    private static string Pointer(List<string> path) => string.Concat(path.Select(token => "/" + JsonPointer.Escape(token)));
}
