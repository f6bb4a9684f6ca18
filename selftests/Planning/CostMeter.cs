using System.Text.Json.Nodes;
using Kvv.Conformance.Planning;
using Kvv.ReferenceVendor;
using Kvv.SelfTests.Proofs;
using Kvv.SelfTests.Session;

namespace Kvv.SelfTests.Planning;

/// <summary>Measures what every check costs: one after another against a reference endpoint, so that each request has one owner.</summary>
internal static class CostMeter
{
    // A key of the measurement's own, so that checks of keys send their requests.
    private const string Key = "kvv-selftest-key";

    /// <summary>Cost of every check by key for one profile; checks that send nothing cost nothing.</summary>
    public static async Task<IReadOnlyList<CheckCost>> MeasureAsync(string profile)
    {
        var tally = new Tally();
        var scenario = new Scenario { Profile = profile, ChangeReply = tally.Count };
        await using var inner = await ReferenceEndpoint.StartAsync(new ReferenceOptions
        {
            ProfilePath = Path.Combine(RepositoryRoot.Path, "fixtures", "models", profile + ".json"),
            ModelName = profile + "-reference",
            ApiKey = Key,
        });
        await using var proxy = await ManglingProxy.StartAsync(inner, scenario);
        await using var run = await TestRun.StartAsync(("KVV_BASE_URL", proxy.BaseUrl.ToString()), ("KVV_MODEL", profile + "-reference"), ("KVV_PROFILE", profile), ("KVV_API_KEY", Key));
        proxy.Arm();
        var costs = new List<CheckCost>();
        foreach (var check in run.Session.Registry.Checks)
        {
            tally.Clear();
            await run.Session.JudgeAsync(check);
            costs.Add(tally.Cost(check.Requirement.Id, check.Mode.ToString()));
        }

        return costs;
    }

    /// <summary>Joins the measurements of several profiles: the largest figures, and for whom a check sends nothing.</summary>
    /// <param name="measured">Costs by profile.</param>
    /// <param name="has">Whether a profile has the mode of a check at all.</param>
    public static CostTable Join(IReadOnlyDictionary<string, IReadOnlyList<CheckCost>> measured, Func<string, CheckCost, bool> has)
    {
        var all = measured.SelectMany(m => m.Value.Select(cost => (Profile: m.Key, Cost: cost)));
        return new(all.GroupBy(m => (m.Cost.Id, m.Cost.Mode)).Select(g => new CheckCost
        {
            Id = g.Key.Id,
            Mode = g.Key.Mode,
            Requests = g.Max(m => m.Cost.Requests),
            PromptTokens = g.Max(m => m.Cost.PromptTokens),
            CompletionTokens = g.Max(m => m.Cost.CompletionTokens),
            ThinkingTokens = g.Max(m => m.Cost.ThinkingTokens),
            NotIn = [.. g.Where(m => m.Cost.Requests == 0 && has(m.Profile, m.Cost)).Select(m => m.Profile).Order(StringComparer.Ordinal)],
        }));
    }

    /// <summary>Adds up what passes between two checks. Requests of one check may overlap.</summary>
    private sealed class Tally
    {
        private readonly Lock _gate = new();
        private int _requests;
        private long _prompt;
        private long _completion;
        private long _thinking;

        public void Clear()
        {
            lock (_gate)
                (_requests, _prompt, _completion, _thinking) = (0, 0, 0, 0);
        }

        public MangledCall Count(MangledCall call)
        {
            var (usage, reasoning) = Read(call);
            var thought = reasoning.Length == 0 ? 0 : usage?["completion_tokens_details"]?["reasoning_tokens"]?.GetValue<long>() ?? (reasoning.Length / 5);
            lock (_gate)
            {
                _requests++;
                _prompt += usage?["prompt_tokens"]?.GetValue<long>() ?? 0;
                _completion += Math.Max(0, (usage?["completion_tokens"]?.GetValue<long>() ?? 0) - thought);
                _thinking += reasoning.Length > 0 ? Math.Min(CheckCost.ThinkingAllowance, Cap(call)) : 0;
            }

            return call;
        }

        public CheckCost Cost(string id, string mode)
        {
            lock (_gate)
                return new() { Id = id, Mode = mode, Requests = _requests, PromptTokens = _prompt, CompletionTokens = _completion, ThinkingTokens = _thinking };
        }

        private static long Cap(MangledCall call) => new[] { "max_tokens", "max_completion_tokens" }
            .Select(name => call.Request?[name] is JsonValue value && value.TryGetValue<long>(out var cap) ? cap : long.MaxValue).Min();

        // A stream without include_usage reports none at the top level; the reference endpoint's last choice carries it then.
        private static (JsonObject? Usage, string Reasoning) Read(MangledCall call)
        {
            if (!call.IsSuccess)
                return (null, "");
            var objects = call.IsStream ? call.Events().Select(MangledCall.Parse).OfType<JsonObject>().ToList() : MangledCall.Parse(call.Body) is { } whole ? [whole] : [];
            var choices = objects.Select(Mangling.Choice).OfType<JsonObject>().ToList();
            var usage = objects.Select(o => o["usage"] as JsonObject).Concat(choices.Select(c => c["usage"] as JsonObject)).FirstOrDefault(u => u is not null);
            var messages = choices.Select(c => (c["message"] ?? c["delta"]) as JsonObject).OfType<JsonObject>();
            return (usage, string.Concat(messages.Select(m => (m["reasoning_content"] ?? m["reasoning"])?.ToString() ?? "")));
        }
    }
}
