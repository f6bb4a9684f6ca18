using Kvv.Conformance.Results;

namespace Kvv.SelfTests.Reports;

/// <summary>A small result with one of everything, made by hand so that a test chooses every word of it.</summary>
internal static class SyntheticResult
{
    public static ResultDocument Fails() => new()
    {
        Suite = new("Kvv.Conformance", "0.1.0", "abc"),
        Run = new("20260801-120000-test-0001", new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero), new(2026, 8, 1, 12, 5, 0, TimeSpan.Zero), "smoke", "7", false),
        Endpoint = new("vendor.example", "https://vendor.example/v1", "some-model", "kimi", false),
        Profile = "kimi-k2.6",
        Verdict = "fails",
        Reasons = ["TOOL-AUTO-001 failed [stream]", "benchmark sums fails by its accuracy"],
        Gate = "open: 3 checks passed",
        Counts = new(1, 2, 1, 1, 1, 1, 1),
        Requirements =
        [
            Finding("TOOL-AUTO-001", "must", "stream", "fail", "finish_reason stop with 1 calls") with { Faults = ["tc-finish-stop"], Expected = "finish_reason tool_calls" },
            Finding("TOOL-AUTO-001", "must", "whole", "pass", null),
            Finding("USAGE-NICE-001", "should", "whole", "fail", "no cached_tokens"),
            Finding("LIMIT-CAP-001", "must", "whole", "undecided", "one of two replies"),
            Finding("ERR-AUTH-001", "must", "whole", "unsupported", "no key in this run"),
            Finding("ERR-ROLE-001", "must", "whole", "infrastructure", "no answer: connection refused"),
            Finding("ERR-TYPE-001", "must", "whole", "harnessError", "a bug"),
            Finding("CHAT-ECHO-001", "must", "whole", "notRun", "the run was stopped"),
        ],
        Benchmarks =
        [
            new(
                "sums",
                "Reasoning",
                new("sums", "sha256:0", 4),
                4,
                3,
                1,
                "complete",
                [new("accuracy", 0.5, 0.2, 0.8, 0.95, 0.9, 0.1, 0.8, "fail", "1 of 2 right")],
                new(10, 20, 5),
                new(new(10, 20, 30), new(100, 110, 120)))
            {
                Reference = 0.9,
                ReferenceSource = "official figure, owner/repository#12",
                ReferenceTrials = 2400,
            },
        ],
        Faults =
        [
            new("tc-finish-stop", "Calls are present and the finish reason says `stop`", ["TOOL-AUTO-001"], "Upgrade the server.", ["vllm-project/vllm#25054 (2025-09)"])
            {
                Standing = "likely",
                Reason = "It explains 1 of 2 failures (TOOL-AUTO-001).",
                LookAlikes = ["sw-stream-differs"],
                Severity = "high",
                Symptom = "The message carries `tool_calls` but ends with `stop`.",
                Cause = "The reason is not replaced.",
                Links = [new("vllm-project/vllm#25054 (2025-09)", "https://github.com/vllm-project/vllm/issues/25054")],
            },
        ],
        Unexplained = ["USAGE-NICE-001"],
        Usage = new(12, 100, 200, 50, 10),
    };

    public static RequirementInfo Finding(string id, string level, string mode, string status, string? actual) =>
        new(id, $"The rule of {id}.", "PreVerification", level, "OpenAI API reference; owner/repository#7", mode, status, null, actual, [], [], 12.5) { Subject = id.Split('-')[0].ToLowerInvariant(), Scope = "portable" };
}
