using Kvv.Wire.Json;

namespace Kvv.Wire.Folding;

/// <summary>The members around the choices: those of the first chunk count, later ones must agree.</summary>
internal sealed class EnvelopeFold(AnomalyLog log, bool streamed)
{
    private readonly FirstText _id = new();
    private readonly FirstText _object = new();
    private readonly FirstText _model = new();
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
            switch (member.Name)
            {
                case WireName.Id:
                    id = member.Value;
                    break;
                case WireName.Object:
                    kind = member.Value;
                    break;
                case WireName.Created:
                    created = member.Value;
                    break;
                case WireName.Model:
                    model = member.Value;
                    break;
                case WireName.SystemFingerprint:
                    fingerprint = member.Value;
                    break;
            }
        }

        var lenient = failed || (streamed && choiceless);
        ReadText(id, "id", AnomalyKinds.StreamIdChanges, lenient, _id);
        ReadObject(kind, lenient);
        ReadCreated(created, lenient);
        ReadText(model, "model", AnomalyKinds.StreamModelChanges, lenient, _model);
        if (_fingerprint is null && Expect.String(fingerprint, "system_fingerprint", log) is { } text)
            _fingerprint = text;
    }

    /// <summary>A reply with the envelope alone.</summary>
    public ChatReply ToReply() => new() { Id = _id.Text, Object = _object.Text, Created = _created, Model = _model.Text, SystemFingerprint = _fingerprint };

    private void ReadText(JsonValue value, string name, string changeKind, bool lenient, FirstText first)
    {
        if (value.IsNothing || value.IsEmptyText)
        {
            if (!lenient)
                log.Add(AnomalyKinds.EnvelopeMemberMissing, value.IsEmptyText ? $"{name} is empty." : $"{name} is missing.");
            if (value.IsEmptyText && !lenient && first.Text is null)
                first.Set(value);
            return;
        }

        if (!Expect.IsString(value, name, log))
            return;
        if (string.IsNullOrEmpty(first.Text))
            first.Set(value);
        else if (!first.IsSame(value))
            log.Add(changeKind, $"{name} was '{Shorten(first.Text)}' before.", value.Raw);
    }

    private void ReadObject(JsonValue value, bool lenient)
    {
        var expected = streamed ? "chat.completion.chunk"u8 : "chat.completion"u8;
        if (lenient && (value.IsNothing || value.IsEmptyText))
            return;
        if (value.IsNothing)
            log.Add(AnomalyKinds.ObjectWrong, $"object is missing, it should be '{System.Text.Encoding.UTF8.GetString(expected)}'.");
        else if (!value.Is(expected))
            log.Add(AnomalyKinds.ObjectWrong, $"object is not '{System.Text.Encoding.UTF8.GetString(expected)}'.", value.Raw);
        if (!value.IsString)
            return;
        if (_object.Text is null)
            _object.Set(value);
        else if (!_object.IsSame(value))
            log.Add(AnomalyKinds.StreamObjectChanges, $"object was '{Shorten(_object.Text)}' before.", value.Raw);
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

    // The text of the first chunk, with its bytes: comparing those costs every later chunk next to nothing.
    private sealed class FirstText
    {
        private readonly ByteBuffer _bytes = new();

        public string? Text { get; private set; }

        public void Set(JsonValue value)
        {
            Text = value.Text;
            _bytes.Set(value.Inner);
        }

        public bool IsSame(JsonValue value) => value.Inner.SequenceEqual(_bytes.Span) || value.Is(Text!);
    }
}
