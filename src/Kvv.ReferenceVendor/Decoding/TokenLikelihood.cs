using System.Text;
using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.Text;

namespace Kvv.ReferenceVendor.Decoding;

/// <summary>Log probabilities for content tokens: the chosen token is always the likeliest, the others are made up by hash.</summary>
internal static class TokenLikelihood
{
    public static JsonObject Of(string token, int alternatives)
    {
        var entry = Entry(token, Chosen(token));
        var top = new JsonArray();
        for (var i = 0; i < alternatives; i++)
            top.Add((JsonNode)(i == 0 ? Entry(token, Chosen(token)) : Entry($" alt{i}", -2.5 - i)));
        entry["top_logprobs"] = top;
        return entry;
    }

    private static double Chosen(string token) => Math.Round(-0.001 - 0.5 * StableHash.Unit(StableHash.Of(token)), 6);

    private static JsonObject Entry(string token, double logprob) => new()
    {
        ["token"] = token,
        ["logprob"] = logprob,
        ["bytes"] = new JsonArray([.. Encoding.UTF8.GetBytes(token).Select(b => (JsonNode)JsonValue.Create((int)b))]),
    };
}
