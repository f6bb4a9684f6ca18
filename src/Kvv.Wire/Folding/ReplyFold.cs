using Kvv.Wire.Json;

namespace Kvv.Wire.Folding;

/// <summary>A reply, whole or growing by chunks: the envelope, the choices and the usage.</summary>
internal sealed class ReplyFold(AnomalyLog log, bool streamed)
{
    private readonly UsageFold _usage = new(log);
    private readonly EnvelopeFold _envelope = new(log, streamed);
    private readonly List<ChoiceFold> _choices = [];
    private readonly Dictionary<int, ChoiceFold> _byIndex = [];
    private readonly List<ChoiceFold> _withoutIndex = [];
    private ChoiceFold? _last;
    private bool _anyChunk;

    /// <summary>Whether any content, reasoning or tool call has arrived.</summary>
    public bool HasText { get; private set; }

    /// <summary>What the last chunk did, when that was to append one string to one text.</summary>
    public TextGrowth? LastGrowth { get; private set; }

    /// <summary>The error object of a reply that carried one.</summary>
    public ApiError? Error { get; private set; }

    /// <summary>Reads a whole reply, or one chunk of a stream.</summary>
    public void Read(JsonValue reply)
    {
        JsonValue choices = default, usage = default, error = default;
        foreach (var member in reply.Members)
        {
            switch (member.Name)
            {
                case WireName.Choices:
                    choices = member.Value;
                    break;
                case WireName.Usage:
                    usage = member.Value;
                    break;
                case WireName.Error:
                    error = member.Value;
                    break;
            }
        }

        LastGrowth = null;
        if (!error.IsNothing)
        {
            log.Add(AnomalyKinds.ErrorInSuccess, "An error object came with a success status.", error.Raw);
            Error ??= ApiErrorReader.From(error);
            if (choices.IsNothing)
                return;
        }

        _anyChunk = true;
        var hasChoices = Expect.IsArray(choices, "choices", log) && !choices.IsEmptyArray;
        if (choices.IsNothing)
            log.Add(AnomalyKinds.ChoicesMissing, streamed ? "A chunk has no choices." : "The reply has no choices.", reply.Raw);
        else if (!streamed && choices.IsEmptyArray && error.IsNothing)
            log.Add(AnomalyKinds.ChoicesEmpty, "The reply's choices are empty.");
        _envelope.Read(reply, choiceless: !hasChoices && usage.IsNothing, failed: !error.IsNothing);
        ReadChoices(choices);
        var site = !streamed ? UsageSite.Whole : hasChoices ? UsageSite.Chunk : UsageSite.SummaryChunk;
        if (usage.IsNothing)
            return;
        LastGrowth = null;
        _usage.Read(usage, site, final: !streamed || AnyFinished());
    }

    /// <summary>The reply as it stands, after reporting what it lacks.</summary>
    /// <returns><see langword="null"/> when no reply object and no chunk was read.</returns>
    public ChatReply? Finish()
    {
        if (!_anyChunk)
            return null;
        if (streamed && _choices.Count == 0 && Error is null)
            log.Add(AnomalyKinds.ChoicesEmpty, "No chunk of the stream carried a choice.");
        var choices = _choices.Select(c => (c.Index, Choice: c.Finish())).OrderBy(c => c.Index ?? int.MaxValue).Select(c => c.Choice);
        return _envelope.ToReply() with { Choices = [.. choices], Usage = _usage.ToUsage() };
    }

    private bool AnyFinished() => _last?.FinishReason is not null || _choices.Count < 64 && _choices.Exists(c => c.FinishReason is not null);

    private void ReadChoices(JsonValue choices)
    {
        var position = 0;
        var count = 0;
        foreach (var choice in choices.Items)
        {
            count++;
            if (!choice.IsObject)
                Expect.Report(choice, "an object", "An item of choices", log);
            else
                ReadChoice(choice, ref position);
        }

        if (count != 1)
            LastGrowth = null;
    }

    private void ReadChoice(JsonValue choice, ref int position)
    {
        JsonValue index = default, message = default, finish = default, logprobs = default, usage = default;
        foreach (var member in choice.Members)
        {
            switch (member.Name)
            {
                case WireName.Index:
                    index = member.Value;
                    break;
                case var name when name == (streamed ? WireName.Delta : WireName.Message):
                    message = member.Value;
                    break;
                case WireName.FinishReason:
                    finish = member.Value;
                    break;
                case WireName.Logprobs:
                    logprobs = member.Value;
                    break;
                case WireName.Usage:
                    usage = member.Value;
                    break;
            }
        }

        var fold = Find(index, ref position);
        if (Expect.IsObject(message, streamed ? "delta" : "message", log))
            fold.ReadMessage(message);
        else if (message.IsNothing)
            log.Add(streamed ? AnomalyKinds.DeltaMissing : AnomalyKinds.MessageMissing, $"A choice has no {(streamed ? "delta" : "message")}.", choice.Raw);
        HasText |= fold.HasText;
        LastGrowth = message.IsObject && finish.IsNothing && logprobs.IsNothing && usage.IsNothing ? fold.LastGrowth : null;
        fold.ReadFinish(finish);
        fold.ReadLogprobs(logprobs);
        _usage.ReadInChoice(usage, fold.Index, final: !streamed || fold.FinishReason is not null);
    }

    private ChoiceFold Find(JsonValue value, ref int position)
    {
        if (Index(value) is not { } index)
        {
            // Without an index only the place within the chunk tells choices apart.
            if (position == _withoutIndex.Count)
                _withoutIndex.Add(Start(null));
            return _last = _withoutIndex[position++];
        }

        if (streamed && _last is not null && _last.Index == index)
            return _last;
        if (!_byIndex.TryGetValue(index, out var choice))
        {
            _byIndex.Add(index, choice = Start(index));
        }
        else if (!streamed)
        {
            log.Add(AnomalyKinds.ChoiceIndexReused, $"Two choices have the index {index}.");
            choice = Start(index);
        }

        return _last = choice;
    }

    private int? Index(JsonValue value)
    {
        if (value.IsNothing)
        {
            log.Add(AnomalyKinds.ChoiceIndexMissing, "A choice has no index.");
            return null;
        }

        if (value.TryInteger(out var index) && index is >= 0 and <= int.MaxValue)
            return (int)index;
        log.Add(AnomalyKinds.ChoiceIndexNotInteger, "A choice's index is no integer from 0.", value.Raw);
        return null;
    }

    private ChoiceFold Start(int? index)
    {
        var choice = new ChoiceFold(index, log, streamed);
        _choices.Add(choice);
        return choice;
    }
}
