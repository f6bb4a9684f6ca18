using System.Text.Json.Serialization;

namespace Kvv.Conformance.Profiles;

/// <summary>How an endpoint spells the request for thinking.</summary>
public enum Dialect
{
    /// <summary><c>thinking: {type, keep, effort}</c>, as the maker's own service.</summary>
    [JsonStringEnumMemberName("kimi")]
    Kimi,

    /// <summary><c>chat_template_kwargs: {thinking, preserve_thinking, thinking_effort}</c>, as the open engines.</summary>
    [JsonStringEnumMemberName("opensource")]
    OpenSource,

    /// <summary>Nothing is sent.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}
