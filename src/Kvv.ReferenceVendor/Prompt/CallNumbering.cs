using System.Globalization;
using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Prompt;

/// <summary>Rewrites tool-call ids to <c>functions.name:n</c>, n counting the calls of the conversation.</summary>
internal sealed class CallNumbering
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private int _next;

    public string Add(PastCall call)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"functions.{call.Name}:{_next++}");
        _names[call.Id] = name;
        return name;
    }

    public string Of(string id) => _names.GetValueOrDefault(id, id);
}
