using System.Text.Json.Serialization;

namespace Kvv.Conformance.Profiles;

/// <summary>How the ids of tool calls are made.</summary>
public enum CallIdRule
{
    /// <summary>No id appears twice in a conversation.</summary>
    [JsonStringEnumMemberName("unique")]
    Unique,

    /// <summary>The id ends in a counter that starts at 0 and runs over all calls of the conversation.</summary>
    [JsonStringEnumMemberName("conversation-counter")]
    ConversationCounter,
}
