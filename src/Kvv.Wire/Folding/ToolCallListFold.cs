using Kvv.Wire.Json;

namespace Kvv.Wire.Folding;

/// <summary>The tool calls of one message. Deltas find their call by index alone, as strict clients do.</summary>
internal sealed class ToolCallListFold(AnomalyLog log, bool streamed)
{
    private readonly List<ToolCallFold> _calls = [];
    private readonly Dictionary<int, ToolCallFold> _byIndex = [];
    private readonly Dictionary<string, ToolCallFold> _byId = [];
    private ToolCallFold? _lastWithoutIndex;

    /// <summary>Reads <c>tool_calls</c>.</summary>
    /// <returns>Whether it brought a call or a piece of one.</returns>
    public bool Read(JsonValue toolCalls)
    {
        if (!Expect.IsArray(toolCalls, "tool_calls", log))
            return false;
        var any = false;
        foreach (var item in toolCalls.Items)
        {
            any = true;
            if (item.IsObject)
                ReadCall(item);
            else
                Expect.Report(item, "an object", "An item of tool_calls", log);
        }

        if (!any)
            log.Add(AnomalyKinds.ToolCallsEmpty, "tool_calls is an empty list.");
        return any;
    }

    /// <summary>The finished calls by ascending index, then those without one.</summary>
    public IReadOnlyList<ToolCall> Finish() => [.. _calls.OrderBy(c => c.Index ?? int.MaxValue).Select(c => c.ToToolCall())];

    private void ReadCall(JsonValue item)
    {
        JsonValue index = default, id = default, type = default, function = default;
        foreach (var member in item.Members)
        {
            switch (member.Name)
            {
                case WireName.Index:
                    index = member.Value;
                    break;
                case WireName.Function:
                    function = member.Value;
                    break;
                case WireName.Id:
                    id = member.Value;
                    break;
                case WireName.Type:
                    type = member.Value;
                    break;
            }
        }

        var call = Find(index, id.HasText);
        var isNew = call.Id is null;
        call.ReadId(id);
        if (call.Id is { } known)
            Remember(call, known, isNew, id);
        call.ReadType(type);
        call.ReadFunction(function);
    }

    private ToolCallFold Find(JsonValue value, bool hasId)
    {
        if (Index(value) is { } index)
        {
            if (!_byIndex.TryGetValue(index, out var call))
                _byIndex.Add(index, call = Start(index));
            else if (!streamed)
                log.Add(AnomalyKinds.ToolCallIndexReused, $"Two tool calls have the index {index}.");
            // A whole message lists each call once; two with one index are still two.
            return streamed || call.Id is null ? call : Start(index);
        }

        // Nothing says which call this belongs to: an id opens another one, anything else continues the last such call.
        if (_lastWithoutIndex is null || hasId || !streamed)
            _lastWithoutIndex = Start(null);
        return _lastWithoutIndex;
    }

    private int? Index(JsonValue value)
    {
        if (value.IsNothing)
        {
            if (streamed)
                log.Add(AnomalyKinds.ToolCallIndexMissing, "A tool call of a delta has no index.");
            return null;
        }

        if (value.TryInteger(out var index) && index is >= 0 and <= int.MaxValue)
            return (int)index;
        log.Add(AnomalyKinds.ToolCallIndexNotInteger, "A tool call's index is no integer from 0.", value.Raw);
        return null;
    }

    private ToolCallFold Start(int? index)
    {
        var call = new ToolCallFold(index, log, streamed);
        _calls.Add(call);
        return call;
    }

    private void Remember(ToolCallFold call, string id, bool isNew, JsonValue seen)
    {
        // A second id under an index is remembered too, so that its drift to an index of its own shows.
        var name = isNew || !seen.HasText || seen.Is(id) ? id : seen.Text;
        if (_byId.TryAdd(name, call) || ReferenceEquals(_byId[name], call) || !streamed || !seen.HasText)
            return;
        log.Add(AnomalyKinds.ToolCallIndexDrifts, $"The call '{name}' was at index {Describe(_byId[name])} and is now at {Describe(call)}.", seen.Raw);
        _byId[name] = call;
    }

    private static string Describe(ToolCallFold call) => call.Index?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none";
}
