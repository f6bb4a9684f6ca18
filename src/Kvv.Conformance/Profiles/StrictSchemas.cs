using System.Text.Json.Serialization;

namespace Kvv.Conformance.Profiles;

/// <summary>The schema language that <c>strict</c> demands of tools and response formats.</summary>
public enum StrictSchemas
{
    /// <summary>No particular language; a schema outside what the engine supports may be refused.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Moonshot Flavored JSON Schema; anything outside it is refused with status 400.</summary>
    [JsonStringEnumMemberName("mfjs")]
    Mfjs,
}
