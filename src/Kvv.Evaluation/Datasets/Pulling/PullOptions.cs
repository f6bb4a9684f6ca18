namespace Kvv.Evaluation.Datasets;

/// <summary>How data sets are fetched.</summary>
public sealed record PullOptions
{
    /// <summary>The dataset viewer.</summary>
    public Uri Viewer { get; init; } = new("https://datasets-server.huggingface.co/");

    /// <summary>
    /// Token for the hub, or <see langword="null"/>. It goes to the viewer and to huggingface.co only, over https (or loopback),
    /// never to a host that one of them redirects to; it is neither stored nor shown.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>Fetch although the data set is here.</summary>
    public bool Again { get; init; }

    /// <summary>Take a revision or hash other than the pinned or recorded one, and record it.</summary>
    public bool AcceptChange { get; init; }

    /// <summary>Attempts of one request in all, at least 1.</summary>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>The wait before the second attempt; doubled for each further one, up to a minute.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest <c>Retry-After</c> that is waited for; a longer one ends the pull, which can be gone on with later.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a server may stay silent within one answer.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Rows asked for at once, 1 to 100 (the viewer's own limit).</summary>
    public int PageLength { get; init; } = 100;

    /// <summary>Pictures fetched at once, at least 1.</summary>
    public int PicturesAtOnce { get; init; } = 8;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Waits between attempts; by the clock unless told.</summary>
    public Func<TimeSpan, CancellationToken, Task>? Wait { get; init; }

    /// <summary>Hears a line of progress now and then.</summary>
    public Action<string> Report { get; init; } = _ => { };

    /// <summary>Without the token.</summary>
    public override string ToString() => $"{nameof(PullOptions)} {{ {nameof(Viewer)} = {Viewer} }}";
}
