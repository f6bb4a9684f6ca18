using System.Text.Json;
using Kvv.Wire.Json;

namespace Kvv.Wire.Folding;

/// <summary>Reads members by the type the API gives them; another type is reported and nothing is read from it.</summary>
internal static class Expect
{
    /// <summary>A string, or <see langword="null"/> when the member is absent, <c>null</c> or of another type.</summary>
    public static string? String(JsonValue value, string name, AnomalyLog log) => IsString(value, name, log) ? value.Text : null;

    /// <summary>Whether the member is a string; another type is reported.</summary>
    public static bool IsString(JsonValue value, string name, AnomalyLog log) => Is(value, JsonTokenType.String, "a string", name, log);

    /// <summary>Whether the member is an object; another type is reported.</summary>
    public static bool IsObject(JsonValue value, string name, AnomalyLog log) => Is(value, JsonTokenType.StartObject, "an object", name, log);

    /// <summary>Whether the member is an array; another type is reported.</summary>
    public static bool IsArray(JsonValue value, string name, AnomalyLog log) => Is(value, JsonTokenType.StartArray, "an array", name, log);

    /// <summary>An integer, or <see langword="null"/> when the member is absent, <c>null</c> or something else.</summary>
    public static long? Integer(JsonValue value, string name, AnomalyLog log)
    {
        if (value.IsNothing)
            return null;
        if (value.TryInteger(out var integer))
            return integer;
        Report(value, "an integer", name, log);
        return null;
    }

    /// <summary>Reports a value of the wrong type.</summary>
    public static void Report(JsonValue value, string expected, string name, AnomalyLog log) =>
        log.Add(AnomalyKinds.MemberTypeWrong, $"{name} is not {expected}.", value.Raw);

    private static bool Is(JsonValue value, JsonTokenType kind, string expected, string name, AnomalyLog log)
    {
        if (value.Kind == kind)
            return true;
        if (!value.IsNothing)
            Report(value, expected, name, log);
        return false;
    }
}
