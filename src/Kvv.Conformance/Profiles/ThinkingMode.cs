using System.Text.Json.Serialization;

namespace Kvv.Conformance.Profiles;

/// <summary>Whether a request asks the model to think before it answers.</summary>
public enum ThinkingMode
{
    /// <summary>The model thinks.</summary>
    [JsonStringEnumMemberName("on")]
    On,

    /// <summary>The model answers at once.</summary>
    [JsonStringEnumMemberName("off")]
    Off,
}
