using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>Sampling parameters: values, types, effects, log probabilities.</summary>
internal sealed class SamplingProofs : IProofSource
{
    private const string Enforced = "rv-fixed-sampling-not-enforced";

    private static readonly string[] Refusable = ["PARAM-TEMP-002", "PARAM-TOPP-002", "PARAM-PRES-002", "PARAM-FREQ-002", "PARAM-N-002"];

    private static readonly (string Id, string Member)[] Acceptable =
        [("PARAM-TEMP-001", "temperature"), ("PARAM-TOPP-001", "top_p"), ("PARAM-PRES-001", "presence_penalty"), ("PARAM-FREQ-001", "frequency_penalty"), ("PARAM-N-001", "n"), ("PARAM-ALL-001", "top_p"), ("SAMPLE-SEED-001", "seed"), ("PARAM-NULL-001", "seed"), ("PARAM-EXTRA-002", "user")];

    private static readonly string[] Types = ["PARAM-TYPE-001", "PARAM-TYPE-002", "PARAM-TYPE-003", "PARAM-TYPE-004", "PARAM-TYPE-005", "PARAM-TYPE-006", "PARAM-TYPE-007", "PARAM-TYPE-008"];

    public IEnumerable<Proof> Proofs =>
    [
        .. Refusable.Select(id => Proof.ByFault(id, Enforced)),
        .. Acceptable.Select(a => Proof.ByMangling(a.Id, $"{a.Member} is refused whatever its value", Mangling.Refuses(a.Member))),
        .. Types.Select(id => Proof.ByMangling(id, "refusals are waived", Mangling.AcceptsAnything)),
        Proof.ByMangling("PARAM-NONE-001", "a request without temperature is refused", c => c.Request is { } r && !r.ContainsKey("temperature") ? c.Refused(400, "temperature is required.") : c),
        Proof.ByMangling("PARAM-EXTRA-001", "a parameter that is unknown crashes the server", Mangling.CrashesOn(c => c.Asked("no_such_parameter") is not null)),
        Proof.ByFault("SAMPLE-TEMP-001", "sa-temperature-ignored"),
        Proof.ByFault("SAMPLE-TEMP-001", "sa-temperature-ignored", "kimi-k2-thinking"),
        Proof.ByFault("SAMPLE-DEFAULT-001", "sa-default-greedy"),
        Proof.ByMangling("SAMPLE-PROMPT-001", "a request with top_p counts four prompt tokens more", c => c.Asked("top_p") is null ? c : c.Each(o =>
        {
            if (o["usage"] is JsonObject usage)
                usage["prompt_tokens"] = usage["prompt_tokens"]!.GetValue<int>() + 4;
        })),
        Proof.ByRequest("SAMPLE-SEED-002", "the seed is dropped", r =>
        {
            r.Remove("seed");
            return r;
        }),
        Proof.ByFault("SAMPLE-N-001", "sa-n-ignored", "generic-openai"),
        Proof.ByMangling("SAMPLE-COERCE-001", "top_p 1 crashes the server", Mangling.CrashesOn(c => c.Asked("top_p") is "1" or "1.0"), "kimi-k3"),
        WithLogprobs(Proof.ByFault("LOGPROB-SHAPE-001", "sa-logprobs-missing", "generic-openai")),
        WithLogprobs(Proof.ByMangling("LOGPROB-SHAPE-001", "logprobs are probabilities, not logarithms", c => EachEntry(c, e => e["logprob"] = 0.7), "generic-openai")),
        WithLogprobs(Proof.ByFault("LOGPROB-COUNT-001", "sa-logprobs-missing", "generic-openai")),
        WithLogprobs(Proof.ByMangling("LOGPROB-COUNT-001", "every entry names the same token", c => EachEntry(c, e => (e["token"], e["bytes"]) = ("x", null)), "generic-openai")),
        Proof.ByMangling("LOGPROB-ABSENT-001", "logprobs come unasked", c => c.EachChoice(x => x["logprobs"] = new JsonObject { ["content"] = new JsonArray(new JsonObject { ["token"] = "a", ["logprob"] = -0.1 }) })),
        Proof.ByMangling("LOGPROB-ASKED-001", "logprobs crash the server", Mangling.CrashesOn(c => c.Asked("logprobs") == "true")),
        WithLogprobs(Proof.ByMangling("LOGPROB-BAD-001", "refusals are waived", Mangling.AcceptsAnything, "generic-openai")),
    ];

    /// <summary>No shipped profile promises log probabilities; a user's profile may.</summary>
    private static Proof WithLogprobs(Proof proof) => proof with
    {
        Scenario = proof.Scenario with { EditProfile = profile => profile["features"]!["logprobs"] = true },
    };

    private static MangledCall EachEntry(MangledCall call, Action<JsonObject> change) => call.EachChoice(choice =>
    {
        foreach (var entry in choice["logprobs"]?["content"]?.AsArray().OfType<JsonObject>() ?? [])
            change(entry);
    });
}
