using System.Text.Json.Serialization;

namespace Kvv.Conformance.Profiles;

/// <summary>A value of <c>tool_choice</c>.</summary>
public enum ToolChoice
{
    /// <summary>The model decides.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>No call may be made.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>At least one call must be made.</summary>
    [JsonStringEnumMemberName("required")]
    Required,

    /// <summary>The object form that names one function.</summary>
    [JsonStringEnumMemberName("named")]
    Named,
}
