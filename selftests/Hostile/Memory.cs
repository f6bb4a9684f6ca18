using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Kvv.SelfTests.Hostile;

/// <summary>A store of answers: whoever asks what was asked before gets one of those that were given then, each in its turn.</summary>
/// <param name="answers">What was written down.</param>
/// <param name="key">By what it knows a request again.</param>
internal sealed class Memory(IReadOnlyList<KeptAnswer> answers, Func<SeenRequest, string> key) : IBackroom
{
    private readonly Dictionary<string, KeptAnswer[]> _known = answers.GroupBy(a => key(a.To), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _given = new(StringComparer.Ordinal);

    /// <summary>Whether it has met the request.</summary>
    public bool Knows(SeenRequest seen) => _known.ContainsKey(key(seen));

    public async Task AnswerAsync(HttpContext context, SeenRequest seen, byte[] body)
    {
        var known = _known[key(seen)];
        var turn = _given.AddOrUpdate(key(seen), 0, (_, n) => n + 1);
        context.Response.ContentType = known[turn % known.Length].ContentType;
        await context.Response.Body.WriteAsync(known[turn % known.Length].Body, context.RequestAborted);
    }
}
