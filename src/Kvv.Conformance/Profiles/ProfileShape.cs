using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kvv.Conformance.Profiles;

/// <summary>
/// Compares a JSON text with the profile records member by member, so that every unknown, missing, doubled or mistyped member is
/// reported at once and by its path. (The serializer itself stops at the first one and speaks of .NET types.)
/// </summary>
internal sealed class ProfileShape
{
    private readonly List<ProfileProblem> _problems = [];

    public static IReadOnlyList<ProfileProblem> Check(JsonElement root)
    {
        var shape = new ProfileShape();
        shape.Compare(root, ProfileJson.Options.GetTypeInfo(typeof(ModelProfile)), "$");
        return shape._problems;
    }

    private void Compare(JsonElement value, JsonTypeInfo type, string path)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                CompareObject(value, type, path);
                break;
            case JsonTypeInfoKind.Dictionary:
                CompareMap(value, type, path);
                break;
            case JsonTypeInfoKind.Enumerable:
                CompareList(value, type, path);
                break;
            default:
                CompareLeaf(value, type.Type, path);
                break;
        }
    }

    private void CompareObject(JsonElement value, JsonTypeInfo type, string path)
    {
        if (!Is(value, JsonValueKind.Object, "an object", path))
            return;
        var known = type.Properties.ToDictionary(p => p.Name, StringComparer.Ordinal);
        foreach (var member in Members(value, path))
        {
            var memberPath = JsonPath.Member(path, member.Name);
            if (!known.TryGetValue(member.Name, out var property))
                Report(memberPath, $"unknown member{(Spelling.Nearest(member.Name, known.Keys) is { } near ? $"; did you mean '{near}'?" : "")}");
            else if (member.Value.ValueKind == JsonValueKind.Null && !property.IsSetNullable)
                Report(memberPath, "may not be null; leave the member out instead");
            else if (member.Value.ValueKind != JsonValueKind.Null)
                Compare(member.Value, ProfileJson.Options.GetTypeInfo(property.PropertyType), memberPath);
        }

        foreach (var property in type.Properties.Where(p => p.IsRequired && !value.TryGetProperty(p.Name, out _)))
            Report(path, $"member '{property.Name}' is missing");
    }

    private void CompareMap(JsonElement value, JsonTypeInfo type, string path)
    {
        if (!Is(value, JsonValueKind.Object, "an object", path))
            return;
        foreach (var member in Members(value, path))
            Compare(member.Value, ProfileJson.Options.GetTypeInfo(type.ElementType!), JsonPath.Member(path, member.Name));
    }

    private void CompareList(JsonElement value, JsonTypeInfo type, string path)
    {
        if (!Is(value, JsonValueKind.Array, "an array", path))
            return;
        var index = 0;
        foreach (var item in value.EnumerateArray())
            Compare(item, ProfileJson.Options.GetTypeInfo(type.ElementType!), $"{path}[{index++}]");
    }

    private void CompareLeaf(JsonElement value, Type type, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
            CompareChoice(value, type, path);
        else if (type == typeof(bool) && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Report(path, $"must be true or false, is {Kind(value)}");
        else if (type == typeof(int) && !(value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _)))
            Report(path, $"must be a whole number, is {(value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Kind(value))}");
        else if (type == typeof(double) && !(value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)))
            Report(path, $"must be a number, is {(value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Kind(value))}");
        else if (type == typeof(string))
            Is(value, JsonValueKind.String, "a string", path);
    }

    private void CompareChoice(JsonElement value, Type type, string path)
    {
        if (!Is(value, JsonValueKind.String, "a string", path))
            return;
        var choices = Enum.GetValuesAsUnderlyingType(type).Cast<object>()
            .Select(v => JsonSerializer.SerializeToElement(Enum.ToObject(type, v), type, ProfileJson.Options).GetString()!)
            .ToArray();
        if (!choices.Contains(value.GetString()))
            Report(path, $"'{value.GetString()}' is not one of {string.Join(", ", choices)}");
    }

    // The members in the order of the text, each name once; a second one of the same name is reported and left out.
    private IEnumerable<JsonProperty> Members(JsonElement value, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (seen.Add(member.Name))
                yield return member;
            else
                Report(JsonPath.Member(path, member.Name), "appears twice");
        }
    }

    private bool Is(JsonElement value, JsonValueKind kind, string words, string path)
    {
        if (value.ValueKind == kind)
            return true;
        Report(path, $"must be {words}, is {Kind(value)}");
        return false;
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    private void Report(string path, string reason) => _problems.Add(new(path, reason));
}
