using System.Text.Json.Serialization;

namespace Kvv.Conformance.Profiles;

/// <summary>Whether an assistant turn with tool calls must bring its reasoning back while thinking is on.</summary>
public enum ReasoningEcho
{
    /// <summary>The turn is accepted with and without it.</summary>
    [JsonStringEnumMemberName("optional")]
    Optional,

    /// <summary>The turn without it, or with an empty one, is refused with status 400.</summary>
    [JsonStringEnumMemberName("required")]
    Required,
}
