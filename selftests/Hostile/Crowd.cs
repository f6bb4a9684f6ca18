using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Kvv.SelfTests.Hostile;

/// <summary>
/// Answers requests only in company: each waits until so many are inside, whatever the clock says. A client that sends one
/// after another gets no answer at all.
/// </summary>
internal sealed class Crowd(IBackroom answers, int size) : IBackroom
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _groups = [];
    private int _arrived;

    public async Task AnswerAsync(HttpContext context, SeenRequest seen, byte[] body)
    {
        var number = Interlocked.Increment(ref _arrived);
        var group = _groups.GetOrAdd((number - 1) / size, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (number % size == 0)
            group.SetResult();
        await group.Task.WaitAsync(context.RequestAborted);
        await answers.AnswerAsync(context, seen, body);
    }
}
