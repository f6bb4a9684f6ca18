using System.Text.Json;

namespace Kvv.ReferenceVendor.RequestCheck;

/// <summary>Plain parameters have the type they should; what values are allowed is the profile's business.</summary>
internal sealed class ParameterTypeRule : IRequestRule
{
    private static readonly string[] Numbers = ["temperature", "top_p", "presence_penalty", "frequency_penalty"];
    private static readonly string[] Positives = ["n", "max_tokens", "max_completion_tokens"];
    private static readonly string[] Flags = ["stream", "logprobs"];
    private static readonly string[] Objects = ["stream_options", "logit_bias", "metadata", "thinking", "chat_template_kwargs"];

    public IEnumerable<Refusal> Examine(Candidate request)
    {
        var body = request.Body;
        foreach (var name in Numbers.Where(n => body.Has(n, out _) && body.Number(n) is null))
            yield return Wrong(name, "must be a number");
        foreach (var name in Positives.Where(n => body.Has(n, out _) && body.Integer(n) is not >= 1))
            yield return Wrong(name, "must be an integer of at least 1");
        if (body.Integer("n") > 128)
            yield return Wrong("n", "must be at most 128");
        foreach (var name in Flags.Where(n => body.Has(n, out _) && body.Flag(n) is null))
            yield return Wrong(name, "must be a boolean");
        foreach (var name in Objects.Where(n => body.Has(n, out var v) && v.ValueKind != JsonValueKind.Object))
            yield return Wrong(name, "must be an object");
        if (body.Has("seed", out _) && body.Integer("seed") is null)
            yield return Wrong("seed", "must be an integer");
        if (body.Has("user", out var user) && user.ValueKind != JsonValueKind.String)
            yield return Wrong("user", "must be a string");
        if (body.Has("stop", out var stop) && !GoodStop(stop))
            yield return Wrong("stop", "must be a non-empty string or an array of at most 5 such strings");
        if (body.Has("stream_options", out var options))
        {
            if (body.Flag("stream") != true)
                yield return Wrong("stream_options", "is only allowed together with stream: true");
            if (options.Has("include_usage", out var include) && !include.IsBoolean())
                yield return Wrong("stream_options.include_usage", "must be a boolean");
        }

        foreach (var refusal in Logprobs(body, request.Contract.Features.Logprobs))
            yield return refusal;
    }

    private static IEnumerable<Refusal> Logprobs(JsonElement body, bool supported)
    {
        if (body.Flag("logprobs") == true && !supported)
            yield return Wrong("logprobs", "is not supported by this model", "unsupported_parameter");
        if (!body.Has("top_logprobs", out _))
            yield break;
        if (body.Integer("top_logprobs") is not (>= 0 and <= 20))
            yield return Wrong("top_logprobs", "must be an integer from 0 to 20");
        else if (body.Flag("logprobs") != true)
            yield return Wrong("top_logprobs", "needs logprobs: true");
    }

    private static bool GoodStop(JsonElement stop) => stop.ValueKind switch
    {
        JsonValueKind.String => stop.GetString()!.Length > 0,
        JsonValueKind.Array => stop.GetArrayLength() <= 5 && stop.EnumerateArray().All(s => s.ValueKind == JsonValueKind.String && s.GetString()!.Length > 0),
        _ => false,
    };

    private static Refusal Wrong(string name, string what, string code = "invalid_type") =>
        Refusal.Bad(BrokenRule.Parameter, $"{name} {what}.", name, code);
}
