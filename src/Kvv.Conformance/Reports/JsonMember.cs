using System.Text.Json;

namespace Kvv.Conformance.Reports;

/// <summary>Looks into JSON that an endpoint wrote, which may be of any kind.</summary>
internal static class JsonMember
{
    /// <summary>The member of an object; <see langword="null"/> when there is none, or when it is no object.</summary>
    /// <param name="element">The object, or anything else.</param>
    /// <param name="name">The member's name.</param>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
}
