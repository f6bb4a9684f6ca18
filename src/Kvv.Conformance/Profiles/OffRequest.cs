using System.Text.Json.Serialization;

namespace Kvv.Conformance.Profiles;

/// <summary>What a request to switch thinking off does.</summary>
public enum OffRequest
{
    /// <summary>The model does not think.</summary>
    [JsonStringEnumMemberName("honoured")]
    Honoured,

    /// <summary>The request is refused with status 400.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>The request succeeds and the model thinks all the same.</summary>
    [JsonStringEnumMemberName("ignored")]
    Ignored,
}
