using System.Text.Json;

namespace Kvv.ReferenceVendor.Conversation;

/// <summary>The request's <c>response_format</c>: <c>text</c>, <c>json_object</c> or <c>json_schema</c>.</summary>
internal sealed record ResponseShape(string Type, JsonElement? Schema = null, string Raw = "")
{
    public static ResponseShape Text { get; } = new("text");

    public bool IsJson => Type != "text";
}
