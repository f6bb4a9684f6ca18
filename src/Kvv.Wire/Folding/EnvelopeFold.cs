using Kvv.Wire.Json;

namespace Kvv.Wire.Folding;

/// <summary>The members around the choices: those of the first chunk count, later ones must agree.</summary>
internal sealed class EnvelopeFold(AnomalyLog log, bool streamed)
{
    private string? _id;
    private string? _object;
    private string? _model;
    private string? _fingerprint;
    private long? _created;

    /// <summary>Reads the envelope of a whole reply or of a chunk.</summary>
    /// <param name="reply">The reply or chunk.</param>
    /// <param name="choiceless">A chunk without choice and usage: Azure opens its streams with one whose members are empty, which is no fault.</param>
    /// <param name="failed">A chunk that carries an error, which owes no envelope.</param>
    public void Read(JsonValue reply, bool choiceless, bool failed)
    {
        JsonValue id = default, kind = default, created = default, model = default, fingerprint = default;
        foreach (var member in reply.Members)
        {
            if (member.Is("id"u8))
                id = member.Value;
            else if (member.Is("object"u8))
                kind = member.Value;
            else if (member.Is("created"u8))
                created = member.Value;
            else if (member.Is("model"u8))
                model = member.Value;
            else if (member.Is("system_fingerprint"u8))
                fingerprint = member.Value;
        }

        var lenient = failed || (streamed && choiceless);
        ReadText(id, "id", AnomalyKinds.StreamIdChanges, lenient, ref _id);
        ReadObject(kind, lenient);
        ReadCreated(created, lenient);
        ReadText(model, "model", AnomalyKinds.StreamModelChanges, lenient, ref _model);
        if (_fingerprint is null && Expect.String(fingerprint, "system_fingerprint", log) is { } text)
            _fingerprint = text;
    }

    /// <summary>A reply with the envelope alone.</summary>
    public ChatReply ToReply() => new() { Id = _id, Object = _object, Created = _created, Model = _model, SystemFingerprint = _fingerprint };

    private void ReadText(JsonValue value, string name, string changeKind, bool lenient, ref string? first)
    {
        if (value.IsNothing || value.IsEmptyText)
        {
            if (!lenient)
                log.Add(AnomalyKinds.EnvelopeMemberMissing, value.IsEmptyText ? $"{name} is empty." : $"{name} is missing.");
            if (value.IsEmptyText && !lenient)
                first ??= "";
            return;
        }

        if (!Expect.IsString(value, name, log))
            return;
        if (string.IsNullOrEmpty(first))
            first = value.Text;
        else if (!value.Is(first))
            log.Add(changeKind, $"{name} was '{Shorten(first)}' before.", value.Raw);
    }

    private void ReadObject(JsonValue value, bool lenient)
    {
        var expected = streamed ? "chat.completion.chunk" : "chat.completion";
        if (lenient && (value.IsNothing || value.IsEmptyText))
            return;
        if (value.IsNothing)
            log.Add(AnomalyKinds.ObjectWrong, $"object is missing, it should be '{expected}'.");
        else if (!value.Is(expected))
            log.Add(AnomalyKinds.ObjectWrong, $"object is not '{expected}'.", value.Raw);
        if (!value.IsString)
            return;
        if (_object is null)
            _object = value.Text;
        else if (!value.Is(_object))
            log.Add(AnomalyKinds.StreamObjectChanges, $"object was '{Shorten(_object)}' before.", value.Raw);
    }

    private void ReadCreated(JsonValue value, bool lenient)
    {
        if (value.IsNothing)
        {
            if (!lenient)
                log.Add(AnomalyKinds.EnvelopeMemberMissing, "created is missing.");
            return;
        }

        if (Expect.Integer(value, "created", log) is not { } created || (lenient && created == 0))
            return;
        if (_created is null)
            _created = created;
        else if (_created != created)
            log.Add(AnomalyKinds.StreamCreatedChanges, $"created was {_created} before.", value.Raw);
    }

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..80];
}
