using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kvv.ReferenceVendor.Mind.Tools;
using Kvv.ReferenceVendor.Schemas;
using Kvv.ReferenceVendor.Text;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>Answers in JSON when <c>response_format</c> asks for it: by the schema, or with the keys the prompt names.</summary>
internal sealed partial class JsonResponder(ISchemaKnowledge schemas) : IResponder
{
    private readonly InstanceWriter _instances = new(schemas);

    public Draft? Answer(Scene scene)
    {
        if (!scene.Call.Shape.IsJson)
            return null;
        var value = scene.Call.Shape.Schema is { } schema
            ? _instances.Write(schema, scene.Ask, PropertyNames.PlaceHolders(schema).Zip(Places.In(scene.Ask)).ToDictionary(p => p.First, p => p.Second))
            : Free(scene.Ask);
        return Draft.Saying(value?.ToJsonString(JsonText.Relaxed) ?? "null");
    }

    private static JsonObject Free(string ask)
    {
        if (PromptJson.Find(ask) is { } given)
            return given;
        var keys = Keys().Matches(ask).SelectMany(m => Separator().Split(m.Groups[1].Value)).Select(k => k.Trim('"', '\'', '`', '“', '”', ' ', '.'))
            .Where(k => k.Length is > 0 and < 60).Distinct().ToList();
        var result = new JsonObject();
        var places = Places.In(ask);
        foreach (var key in keys.DefaultIfEmpty("answer"))
        {
            result[key] = PromptValue.For(key, ask).FirstOrDefault()
                ?? (places.Count > 0 && key.Contains("city", StringComparison.OrdinalIgnoreCase) ? places[0] : "ok");
        }

        return result;
    }

    [GeneratedRegex("""\b(?:keys?|fields?|members?|propert(?:y|ies))\b(?:\s+(?:named|called|are|is))?\s*:?\s*((?:["'`“]?[\p{L}\p{N}_-]+["'`”]?(?:\s*(?:,|and|、|和)\s*)?)+?)(?=\s*(?:[.;:!?]|$|\b(?:set|with|in|is|as|to|for|only|whose|must|should|equal)\b))|(?:键|字段)\s*[:：为]?\s*["“]?([\p{L}\p{N}_]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Keys();

    [GeneratedRegex(@"\s*(?:,|\band\b|、|和)\s*")]
    private static partial Regex Separator();
}
