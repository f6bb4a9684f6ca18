namespace Kvv.SelfTests.Transcripts;

/// <summary>A faulty endpoint as a capture: what it answers to some requests, byte for byte. Everything else it answers rightly.</summary>
/// <param name="Fault">The fault that it must be named as.</param>
/// <param name="When">The requests that it answers wrongly.</param>
internal sealed record Script(string Fault, Func<ScriptedRequest, bool> When)
{
    /// <summary>The answer to a request without <c>stream</c>; <see langword="null"/> when such a request is answered rightly.</summary>
    public Transcript? Whole { get; init; }

    /// <summary>The answer to a request with <c>stream</c>; <see langword="null"/> when such a request is answered rightly.</summary>
    public Transcript? Stream { get; init; }

    /// <summary>The requirements that are judged besides those that every script is judged by.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    public Transcript Answer(ScriptedRequest request) =>
        When(request) ? (request.Streams ? Stream : Whole) ?? HealthyScript.Answer(request) : HealthyScript.Answer(request);

    public override string ToString() => Fault;
}
