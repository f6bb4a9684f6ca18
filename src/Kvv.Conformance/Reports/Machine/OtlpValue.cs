using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Kvv.Conformance.Reports.Machine;

/// <summary>Values in the JSON form of the OpenTelemetry protocol (https://opentelemetry.io/docs/specs/otlp, JSON Protobuf encoding).</summary>
internal static class OtlpValue
{
    /// <summary>Attributes; those that are <see langword="null"/> are left out.</summary>
    public static JsonArray Attributes(params IEnumerable<(string Name, JsonNode? Value)> attributes) =>
        new([.. attributes.Where(a => a.Value is not null).Select(a => (JsonNode)new JsonObject { ["key"] = a.Name, ["value"] = a.Value })]);

    public static JsonNode? Text(string? value) => value is null ? null : new JsonObject { ["stringValue"] = VisibleText.Cut(value, 500) };

    public static JsonNode? Texts(params IEnumerable<string?> values)
    {
        var known = values.Where(v => v is not null).Select(v => Text(v)).ToArray();
        return known.Length == 0 ? null : new JsonObject { ["arrayValue"] = new JsonObject { ["values"] = new JsonArray(known) } };
    }

    // 64-bit integers are text in this form: JSON numbers do not hold them everywhere.
    public static JsonNode? Whole(long? value) => value is { } v ? new JsonObject { ["intValue"] = v.ToString(CultureInfo.InvariantCulture) } : null;

    public static JsonNode? Real(double? value) => value is { } v ? new JsonObject { ["doubleValue"] = v } : null;

    public static JsonNode? Flag(bool value) => new JsonObject { ["boolValue"] = value };

    /// <summary>Nanoseconds since 1970 as text.</summary>
    public static string Time(DateTimeOffset time) => ((time - DateTimeOffset.UnixEpoch).Ticks * 100).ToString(CultureInfo.InvariantCulture);

    /// <summary>An identifier of a number of bytes that is the same each time a run is exported.</summary>
    public static string Id(int bytes, params IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..(2 * bytes)];
}
