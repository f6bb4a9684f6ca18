using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Wire.Json;

namespace Kvv.Wire;

/// <summary>
/// One request as it goes over the wire: the raw JSON text of each top-level member, in order, or a body given byte for byte.
/// Immutable; every <c>With</c> returns a new request. Nothing is re-serialised on the way out, so odd numbers, duplicate
/// keys inside a member and escapes arrive as written.
/// </summary>
public sealed class ChatRequest
{
    private readonly ImmutableArray<KeyValuePair<string, string>> _members;
    private readonly ReadOnlyMemory<byte>? _exact;

    private ChatRequest(ImmutableArray<KeyValuePair<string, string>> members, ReadOnlyMemory<byte>? exact, ImmutableDictionary<string, string?> headers)
    {
        _members = members;
        _exact = exact;
        Headers = headers;
    }

    /// <summary>A request with no members: <c>{}</c>.</summary>
    public static ChatRequest Empty { get; } = new([], null, ImmutableDictionary.Create<string, string?>(StringComparer.OrdinalIgnoreCase));

    /// <summary>A body that is sent byte for byte, valid JSON or not. Members cannot be changed afterwards.</summary>
    /// <param name="utf8">The body's bytes.</param>
    public static ChatRequest Exact(ReadOnlyMemory<byte> utf8) => new([], utf8, Empty.Headers);

    /// <summary>A body that is sent byte for byte, as UTF-8.</summary>
    /// <param name="body">The body's text.</param>
    public static ChatRequest Exact(string body) => Exact(Encoding.UTF8.GetBytes(body));

    /// <summary>Reads a JSON object and keeps the text of each of its top-level members as written.</summary>
    /// <param name="json">One JSON object.</param>
    /// <exception cref="JsonException">The text is not a JSON object.</exception>
    public static ChatRequest Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("A chat request is a JSON object.");
        var members = document.RootElement.EnumerateObject()
            .Select(p => KeyValuePair.Create(p.Name, p.Value.GetRawText()))
            .ToImmutableArray();
        return new(members, null, Empty.Headers);
    }

    /// <summary>
    /// Headers set for this request alone, over those of the endpoint; a <see langword="null"/> value removes the header
    /// (for example <c>Authorization</c>).
    /// </summary>
    public ImmutableDictionary<string, string?> Headers { get; }

    /// <summary>The top-level member names in the order of sending; empty for an exact body.</summary>
    public IEnumerable<string> MemberNames => _members.Select(m => m.Key);

    /// <summary>Whether the body was given byte for byte.</summary>
    public bool IsExact => _exact is not null;

    /// <summary>Whether the body asks for a stream: its top-level <c>stream</c> is <c>true</c>.</summary>
    public bool IsStreamed => IsExact ? ExactBodyAsksForStream() : Member("stream")?.Trim() == "true";

    /// <summary>The raw JSON text of a top-level member, or <see langword="null"/> when it is absent (or the body is exact).</summary>
    /// <param name="name">The member's name.</param>
    public string? Member(string name)
    {
        foreach (var member in _members)
        {
            if (member.Key == name)
                return member.Value;
        }

        return null;
    }

    /// <summary>Sets a top-level member to raw JSON text, byte for byte, in place of an earlier one or at the end.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="json">Its value as JSON text; not checked, so that malformed values can be sent on purpose.</param>
    /// <exception cref="InvalidOperationException">The body is exact.</exception>
    public ChatRequest WithRaw(string name, string json)
    {
        if (IsExact)
            throw new InvalidOperationException("The members of an exact body cannot be changed.");
        var member = KeyValuePair.Create(name, json);
        for (var i = 0; i < _members.Length; i++)
        {
            if (_members[i].Key == name)
                return new(_members.SetItem(i, member), null, Headers);
        }

        return new(_members.Add(member), null, Headers);
    }

    /// <summary>Sets a top-level member.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value; <see langword="null"/> writes JSON <c>null</c>.</param>
    public ChatRequest With(string name, JsonNode? value) => WithRaw(name, value?.ToJsonString(WireJson.Relaxed) ?? "null");

    /// <summary>Leaves a top-level member out.</summary>
    /// <param name="name">The member's name.</param>
    public ChatRequest Without(string name) => new(_members.RemoveAll(m => m.Key == name), _exact, Headers);

    /// <summary>Sets every member of a JSON object on the request, as <see cref="With"/> does.</summary>
    /// <param name="members">The members to set.</param>
    public ChatRequest Merge(JsonObject members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return members.Aggregate(this, (request, member) => request.With(member.Key, member.Value));
    }

    /// <summary>Sets or removes a header for this request alone.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value, or <see langword="null"/> to send none.</param>
    public ChatRequest WithHeader(string name, string? value) => new(_members, _exact, Headers.SetItem(name, value));

    /// <summary>The body as it is sent.</summary>
    public ReadOnlyMemory<byte> ToUtf8() => _exact ?? Encoding.UTF8.GetBytes(ToString());

    /// <summary>The body as text.</summary>
    public override string ToString()
    {
        if (_exact is { } exact)
            return Encoding.UTF8.GetString(exact.Span);
        var text = new StringBuilder("{");
        foreach (var (name, json) in _members)
        {
            if (text.Length > 1)
                text.Append(',');
            text.Append(JsonSerializer.Serialize(name, WireJson.Relaxed)).Append(':').Append(json);
        }

        return text.Append('}').ToString();
    }

    private bool ExactBodyAsksForStream()
    {
        // A body that is no JSON asks for nothing; the endpoint is expected to refuse it.
        var tape = new JsonTape();
        var body = _exact!.Value.Span;
        return tape.TryRead(body) && tape.Root(body)[WireName.Stream].Kind == JsonTokenType.True;
    }
}
