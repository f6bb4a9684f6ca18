using System.Text.Json;
using Kvv.Wire.Json;

namespace Kvv.Wire.Folding;

/// <summary>Log probabilities: as received of a whole reply, the <c>content</c> arrays of a stream joined.</summary>
internal sealed class LogprobsFold(bool streamed)
{
    private readonly ByteBuffer _json = new();
    private bool _any;

    public void Read(JsonValue logprobs)
    {
        if (!streamed)
        {
            _json.Set(logprobs.Raw);
            return;
        }

        if (_json.Span.IsEmpty)
            _json.Append("{\"content\":["u8);
        foreach (var item in logprobs[WireName.Content].Items)
        {
            if (_any)
                _json.Append(","u8);
            _any = true;
            _json.Append(item.Raw);
        }
    }

    public JsonElement ToJson()
    {
        if (streamed)
            _json.Append("]}"u8);
        using var document = JsonDocument.Parse(_json.Memory, new JsonDocumentOptions { MaxDepth = JsonTape.MaxDepth + 2 });
        return document.RootElement.Clone();
    }
}
