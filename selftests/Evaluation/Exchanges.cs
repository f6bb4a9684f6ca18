using Kvv.Wire;

namespace Kvv.SelfTests.Evaluation;

/// <summary>Exchanges that never saw a wire, for scorers and schedulers.</summary>
internal static class Exchanges
{
    public static Exchange Answered(string content = "", string? finish = "stop") => Answered(new ReplyChoice { Content = content, FinishReason = finish });

    public static Exchange Answered(ReplyChoice choice) => new()
    {
        Request = ChatRequest.Empty,
        Url = "http://127.0.0.1/v1/chat/completions",
        Attempts = [],
        Outcome = ExchangeOutcome.Answered,
        Status = 200,
        Timing = new ExchangeTiming { StartedAt = DateTimeOffset.UnixEpoch },
        Reply = new ChatReply { Choices = [choice] },
    };
}
