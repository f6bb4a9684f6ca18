using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.StructuredOutput;

/// <summary><c>so-channel-parse-500</c>: A response format meets 500: think block must be followed by a response block.</summary>
internal sealed class ChannelParseCrashes : IExtraCheckFault
{
    public Refusal? Examine(JsonElement body, FaultScene scene) => body.Has("response_format", out var format) && format.Text("type") is "json_object" or "json_schema"
        ? new(BrokenRule.ResponseFormat, 500, "think block must be followed by a response block") { Type = "InternalServerError" }
        : null;
}
