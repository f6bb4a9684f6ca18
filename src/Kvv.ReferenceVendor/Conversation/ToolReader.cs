using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Conversation;

/// <summary>Reads the <c>tools</c> of a body or of a message.</summary>
internal static class ToolReader
{
    public static IEnumerable<ToolDeclaration> Read(JsonElement holder)
    {
        foreach (var tool in holder.Items("tools"))
        {
            if (!tool.Has("function", out var function) || function.Text("name") is not { Length: > 0 } name)
                continue;
            var parameters = function.Has("parameters", out var schema) && schema.ValueKind == JsonValueKind.Object ? schema : (JsonElement?)null;
            yield return new(name, function.Text("description") ?? "", parameters, tool.GetRawText());
        }
    }
}
