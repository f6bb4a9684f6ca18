using System.Text.Json.Serialization;

namespace Kvv.Conformance.Profiles;

/// <summary>The thinking modes a rule holds in.</summary>
public enum ThinkingScope
{
    /// <summary>Every mode the model has.</summary>
    [JsonStringEnumMemberName("any")]
    Any,

    /// <summary>Only while the model thinks.</summary>
    [JsonStringEnumMemberName("on")]
    On,

    /// <summary>Only while the model does not think.</summary>
    [JsonStringEnumMemberName("off")]
    Off,
}
