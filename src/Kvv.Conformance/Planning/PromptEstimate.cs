using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Wire;

namespace Kvv.Conformance.Planning;

/// <summary>Guesses the prompt tokens of a request from its text: for plans, not for bills.</summary>
internal static class PromptEstimate
{
    // English prose has about four characters a token, code and other languages fewer.
    private const double CharactersAToken = 3.6;

    // A picture of some million pixels; models differ by a factor of two.
    private const double TokensAPicture = 1000;

    public static double Of(ChatRequest request)
    {
        double tokens = 0;
        foreach (var name in new[] { "messages", "tools", "response_format" })
        {
            if (request.Member(name) is { } json)
                tokens += Walk(Parse(json));
        }

        return tokens;
    }

    private static JsonNode? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            // Malformed on purpose: counted as the text it is.
            return JsonValue.Create(json);
        }
    }

    private static double Walk(JsonNode? node) => node switch
    {
        JsonObject members => members.Sum(m => m.Key is "image_url" or "video_url" ? TokensAPicture : Walk(m.Value)),
        JsonArray items => items.Sum(Walk),
        JsonValue value when value.TryGetValue<string>(out var text) => text.Length / CharactersAToken,
        _ => 1,
    };
}
