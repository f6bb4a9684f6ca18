using Kvv.ReferenceVendor.Vision;

namespace Kvv.ReferenceVendor;

/// <summary>What the reference endpoint plays, and how.</summary>
public sealed record ReferenceOptions
{
    /// <summary>Path of the model profile (a <c>fixtures/models/*.json</c> file) whose contract the endpoint keeps.</summary>
    public required string ProfilePath { get; init; }

    /// <summary>
    /// Folders whose <c>*.jsonl</c> files (searched recursively) hold answers: one JSON object a line with <c>question</c> and
    /// <c>reply</c>, and optionally <c>wrong</c>; or what is seen on a picture, with <c>sha256</c> and <c>facts</c>; or a
    /// question about pictures, with <c>ask</c>, <c>fact</c> and <c>of</c>; or a conversation with
    /// <c>messages</c> and a <c>key</c> that holds the <c>calls</c> or the words (<c>say</c>) due next. Other lines are left alone.
    /// </summary>
    public IReadOnlyList<string> AnswerKeyFolders { get; init; } = [];

    /// <summary>
    /// The answer key of a run that draws its questions: the right reply to the last user message, or <see langword="null"/>
    /// for a message that is no question of the key. Called from any thread.
    /// </summary>
    public Func<string, string?>? Answers { get; init; }

    /// <summary>
    /// Folders whose <c>tasks.json</c> and <c>task.json</c> files (searched recursively) hold agent tasks: objects with
    /// <c>user</c> and <c>solution</c>, which the endpoint plays reply by reply.
    /// </summary>
    public IReadOnlyList<string> RehearsalFolders { get; init; } = [];

    /// <summary>The key a request must carry as <c>Authorization: Bearer …</c>; <see langword="null"/> asks for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The loopback port, 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>Decides every choice the endpoint makes: texts, ids, faults with a probability.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Whether the same request always gets the same answer, also at a temperature above zero, where it otherwise differs from
    /// repeat to repeat: what is answered then depends on nothing but the request.
    /// </summary>
    public bool RepeatsAnswers { get; init; }

    /// <summary>Share of answer-key questions answered and of agent tasks played rightly, 0 to 1.</summary>
    public double Skill { get; init; } = 1.0;

    /// <summary>
    /// Faults to play: <c>id[:condition,condition]</c>, separated by commas or semicolons, for example
    /// <c>tc-finish-stop:stream,p=0.2,sw-done-missing</c>. Empty for a healthy endpoint.
    /// </summary>
    public string Faults { get; init; } = "";

    /// <summary>What becomes of pictures that are given by their address on the network. Only loopback addresses are ever fetched.</summary>
    public PictureAddresses PictureAddresses { get; init; }

    /// <summary>The clock of <c>created</c> and of <see cref="TokenDelay"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Time between two streamed tokens, and the same per token before a whole reply.</summary>
    public TimeSpan TokenDelay { get; init; } = TimeSpan.Zero;

    /// <summary>The id the model is served under; the profile's name when <see langword="null"/>.</summary>
    public string? ModelName { get; init; }

    /// <summary>Keep every request body in <see cref="RequestCounts.Recorded"/>. Memory grows with the traffic.</summary>
    public bool RecordRequests { get; init; }
}
