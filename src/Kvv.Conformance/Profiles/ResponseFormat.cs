using System.Text.Json.Serialization;

namespace Kvv.Conformance.Profiles;

/// <summary>A value of <c>response_format.type</c>.</summary>
public enum ResponseFormat
{
    /// <summary>Free text.</summary>
    [JsonStringEnumMemberName("text")]
    Text,

    /// <summary>Any JSON object.</summary>
    [JsonStringEnumMemberName("json_object")]
    JsonObject,

    /// <summary>JSON that follows a schema.</summary>
    [JsonStringEnumMemberName("json_schema")]
    JsonSchema,
}
