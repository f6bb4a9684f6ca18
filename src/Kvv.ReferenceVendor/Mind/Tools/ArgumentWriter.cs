using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.Schemas;
using Kvv.ReferenceVendor.Text;

namespace Kvv.ReferenceVendor.Mind.Tools;

/// <summary>
/// Arguments for a call: a JSON object of the prompt when it fits the schema, else the smallest instance with the values the
/// prompt names put in where the schema allows them.
/// </summary>
internal sealed class ArgumentWriter(ISchemaKnowledge schemas)
{
    private readonly InstanceWriter _instances = new(schemas);

    /// <summary>One argument text, or one for each place the prompt lists when several calls are allowed.</summary>
    public IReadOnlyList<string> Write(ToolDeclaration tool, string ask, bool several)
    {
        if (tool.Parameters is not { } schema)
            return ["{}"];
        var places = Places.In(ask);
        var holder = PropertyNames.PlaceHolders(schema);
        if (several && places.Count > 1 && holder.Count == 1 && PromptJson.Find(ask) is null)
            return [.. places.Select(p => Text(_instances.Write(schema, ask, new Dictionary<string, string> { [holder[0]] = p })))];
        return [Text(_instances.Write(schema, ask, Map(holder, places)))];
    }

    private static Dictionary<string, string> Map(IReadOnlyList<string> names, IReadOnlyList<string> places) =>
        names.Zip(places).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);

    private static string Text(JsonNode? arguments) => arguments?.ToJsonString(JsonText.Relaxed) ?? "{}";
}
