using Kvv.Wire.Json;

namespace Kvv.Wire.Folding;

/// <summary>One tool call, whole or growing by deltas.</summary>
internal sealed class ToolCallFold(int? index, AnomalyLog log, bool streamed)
{
    private readonly TextBuffer _name = new();
    private readonly TextBuffer _arguments = new();
    private string? _type;
    private bool _hasName;
    private bool _hasArguments;

    public int? Index => index;

    public string? Id { get; private set; }

    /// <summary>Reads <c>id</c>. The first one stays; a client that goes by the index joins what follows to this call.</summary>
    public void ReadId(JsonValue id)
    {
        if (!Expect.IsString(id, "The tool call's id", log) || id.IsEmptyText)
            return;
        if (Id is null)
            Id = id.Text;
        else if (id.Is(Id))
            log.Add(AnomalyKinds.ToolCallIdRepeated, "A later delta repeats the tool call's id.", id.Raw);
        else
            log.Add(AnomalyKinds.ToolCallIndexReused, $"Index {index} already belongs to the call '{Id}'.", id.Raw);
    }

    /// <summary>Reads <c>type</c>.</summary>
    public void ReadType(JsonValue type)
    {
        if (Expect.IsString(type, "The tool call's type", log))
            _type ??= type.Text;
    }

    /// <summary>Reads <c>function</c>.</summary>
    /// <returns>Whether it brought text.</returns>
    public bool ReadFunction(JsonValue function)
    {
        if (!Expect.IsObject(function, "The tool call's function", log))
            return false;
        JsonValue name = default, arguments = default;
        foreach (var member in function.Members)
        {
            switch (member.Name)
            {
                case WireName.Arguments:
                    arguments = member.Value;
                    break;
                case WireName.Name:
                    name = member.Value;
                    break;
            }
        }

        var named = ReadName(name);
        return ReadArguments(arguments) || named;
    }

    public ToolCall ToToolCall() => new()
    {
        Index = index,
        Id = Id,
        Type = _type,
        Name = _hasName ? _name.ToString() : null,
        Arguments = _hasArguments ? _arguments.ToString() : null,
    };

    private bool ReadName(JsonValue name)
    {
        if (!Expect.IsString(name, "The function's name", log))
            return false;
        _hasName = true;
        if (name.IsEmptyText)
            return false;
        if (_name.Length > 0)
            log.Add(AnomalyKinds.ToolCallNameRepeated, "A later delta carries a function name again; the two are joined.", name.Raw);
        Append(name, _name);
        return true;
    }

    private bool ReadArguments(JsonValue arguments)
    {
        if (arguments.IsNothing)
            return false;
        _hasArguments = true;
        if (arguments.IsString)
        {
            Append(arguments, _arguments);
            return !arguments.IsEmptyText;
        }

        log.Add(AnomalyKinds.ToolCallArgumentsNotString, "The arguments are a JSON value, not a string.", arguments.Raw);
        _arguments.Append(arguments.Raw, escaped: false);
        return true;
    }

    private void Append(JsonValue text, TextBuffer buffer)
    {
        if (!buffer.Append(text.Inner, text.IsEscaped) && streamed)
            log.Add(AnomalyKinds.StreamSplitSurrogate, "A delta of a tool call holds half of a surrogate pair.", text.Raw);
    }
}
