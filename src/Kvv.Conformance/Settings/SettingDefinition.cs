namespace Kvv.Conformance.Settings;

/// <summary>One setting of the stable interface.</summary>
/// <param name="Parameter">Name of the <c>TestRunParameters</c> entry.</param>
/// <param name="Variable">Environment variable that overrides it.</param>
/// <param name="Default">The default, for people.</param>
/// <param name="Meaning">One sentence: meaning, unit and allowed values.</param>
public sealed record SettingDefinition(string Parameter, string Variable, string Default, string Meaning)
{
    /// <summary>All settings, in the order of the documentation.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } =
    [
        new("BaseUrl", "KVV_BASE_URL", "reference", "Address of the endpoint up to and including /v1, or `reference` for the embedded endpoint."),
        new("ApiKeyVariable", "KVV_API_KEY_VARIABLE", "KVV_API_KEY", "Name of the environment variable that holds the API key. The key itself is never in a file."),
        new("Model", "KVV_MODEL", "the profile's name", "Model name sent in every request."),
        new("Profile", "KVV_PROFILE", "kimi-k2.6", "Name of a profile in fixtures/models, or the path of a profile file."),
        new("Dialect", "KVV_DIALECT", "the profile's", "How the endpoint spells thinking: `kimi`, `opensource` or `none`."),
        new("Tier", "KVV_TIER", "smoke", "`smoke` (built-in items, minutes), `standard` (official sets, sequential stopping) or `full` (every item, as published)."),
        new("Concurrency", "KVV_CONCURRENCY", "32", "Requests under way at once, 1 to 4096."),
        new("RequestTimeout", "KVV_REQUEST_TIMEOUT", "smoke 120s, standard 1h, full 24h", "Longest time for one attempt, as `90s`, `10m`, `2h`."),
        new("MaxAttempts", "KVV_MAX_ATTEMPTS", "smoke 3, standard 5, full 8", "Attempts of one request in all, 1 to 20."),
        new("IdleTimeout", "KVV_IDLE_TIMEOUT", "RequestTimeout, at most 10m", "Longest silence of a stream before it counts as an outage, as `90s`, `10m`."),
        new("RequestsPerMinute", "KVV_REQUESTS_PER_MINUTE", "none", "Requests a minute at most, retries included, evenly spaced."),
        new("TokensPerMinute", "KVV_TOKENS_PER_MINUTE", "none", "Prompt and completion tokens a minute at most, as a mean."),
        new("MaxInfrastructureRate", "KVV_MAX_INFRASTRUCTURE_RATE", "0.05", "Share of a benchmark's trials that may end without an answer worth judging, 0 to 1; above it the benchmark is undecided."),
        new("PriceInput", "KVV_PRICE_INPUT", "none", "Price of a million prompt tokens, in any currency."),
        new("PriceOutput", "KVV_PRICE_OUTPUT", "none", "Price of a million completion tokens, in the same currency."),
        new("MaxTokens", "KVV_MAX_TOKENS", "none", "Prompt and completion tokens after which no more trials start; the run can be continued with a higher limit."),
        new("MaxCost", "KVV_MAX_COST", "none", "Cost at the given prices after which no more trials start."),
        new("MaxDuration", "KVV_MAX_DURATION", "none", "Time after which the run ends with what it has, as `45m`, `8h`; it can be continued."),
        new("ProgressInterval", "KVV_PROGRESS_INTERVAL", "5s, in CI 60s", "How often a progress line is shown, as `5s`."),
        new("Shard", "KVV_SHARD", "none", "`i/n`: of all trials make only the i-th of n parts (from 1); `kvv merge` joins the parts and judges."),
        new("Seed", "KVV_SEED", "drawn for each run; 20260801 for a reference endpoint", "Seed of everything that is drawn, 0 to 2^64-1. A run that is continued keeps its own, one with `Baselines` takes theirs; shards need it given."),
        new("RunDirectory", "KVV_RUN_DIRECTORY", "runs", "Folder of the run folders; relative to the repository root."),
        new("Resume", "KVV_RESUME", "auto", "`auto` (continue the newest unfinished run with the same fingerprint), `never`, or a run id."),
        new("DatasetDirectory", "KVV_DATASETS", "the user's cache folder", "Folder of downloaded data sets."),
        new("ExtraBody", "KVV_EXTRA_BODY", "none", "JSON object whose members are added to every request body."),
        new("ExtraHeaders", "KVV_EXTRA_HEADERS", "none", "JSON object of headers added to every request."),
        new("Sandbox", "KVV_SANDBOX", "auto", "Where the commands of an agent run: `bubblewrap`, `docker`, `podman`, the first of these that works (`auto`), or `none`."),
        new("ToolStyle", "KVV_TOOL_STYLE", "functions", "How an agent acts on code: `functions` (function tools) or `bash` (one shell block a reply, without tools)."),
        new("UndecidedIs", "KVV_UNDECIDED_IS", "fail", "What undecided does to the verdict: `fail` or `pass`."),
        new("Recommendations", "KVV_RECOMMENDATIONS", "report", "What a `should` rule that failed does to the verdict: `report` shows it and leaves the verdict, `require` makes it `fails`."),
        new("SmokeFailure", "KVV_SMOKE_FAILURE", "stop", "What the failure of a smoke test (OCRBench before MMMU-Pro) does to the benchmark behind it: `stop` or `ignore`."),
        new("PictureServer", "KVV_PICTURE_SERVER", "off", "`on`: vision probes also give pictures by their address, served on a free loopback port, for endpoints that can reach it; or the address under which the endpoint reaches a loopback port of this machine, as `http://host:8099` (the port is served)."),
        new("ImageCompatibility", "KVV_IMAGE_COMPATIBILITY", "original", "`original` sends the pictures of OCRBench and MMMU-Pro byte for byte; `jpeg` decodes every picture, PNG or JPEG, and encodes it as JPEG of quality 75 without transparency, as the makers' suite does, for comparing with figures measured so."),
        new("ReferenceFaults", "KVV_REFERENCE_FAULTS", "none", "Comma-separated fault ids for the embedded endpoint."),
        new("GateMaxAge", "KVV_GATE_MAX_AGE", "24h", "How old a recorded pre-verification may be to open the gate, as `24h`; `0s` trusts none."),
        new("SchemaCaseDirectory", "KVV_SCHEMA_CASES", "none", "Folder of the maker's own schema cases (SUITE/valid.jsonl), to be called with in place of the built-in ones."),
        new("SchemaThinking", "KVV_SCHEMA_THINKING", "profile", "In which thinking modes the schema cases are called: the one of the `profile`'s figures, `on`, `off` or `both`."),
        new("Baselines", "KVV_BASELINES", "none", "Folder of baselines recorded with `kvv baseline record`; benchmarks with one are compared with it item by item."),
    ];
}
