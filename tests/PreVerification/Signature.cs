using Kvv.Conformance.Probing;
using Kvv.Conformance.PromptTokens;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Prompt counts by the published signature of the model.</summary>
internal static class Signature
{
    /// <summary>The signature of the profile; the check ends as unsupported where none is published.</summary>
    public static PromptSignature Of(Probe probe)
    {
        var signature = PromptSignature.Find(Path.Combine(RepositoryRoot.Path, "fixtures", "pre-verification", "prompt-signatures"), probe.Profile.Name);
        probe.Requires(signature is not null, "published signature of prompt tokens");
        return signature!;
    }

    /// <summary>A short request of our own with thinking left to the endpoint, as the published cases have it.</summary>
    public static ChatRequest Plain(Probe probe, string? effort = null)
    {
        var request = probe.Unswitched([History.System("Answer in plain words."), History.User("Which bird cannot fly?")]);
        return effort is null ? request : request.With("reasoning_effort", effort);
    }

    /// <summary>A short request with a tool.</summary>
    public static ChatRequest Tool(Probe probe) => probe.Unswitched([History.User("What does the north meter show?")]).WithMeter();
}
