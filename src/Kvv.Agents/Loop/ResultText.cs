using System.Globalization;

namespace Kvv.Agents.Loop;

/// <summary>Cuts long results: beginning and end say most.</summary>
public static class ResultText
{
    /// <summary>The text, or its first and last part with a note between when it is longer than the limit.</summary>
    /// <param name="text">The result.</param>
    /// <param name="limit">Characters, at least 100, note included.</param>
    public static string Cut(string text, int limit)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 100);
        if (text.Length <= limit)
            return text;
        var note = string.Create(CultureInfo.InvariantCulture, $"\n[… {text.Length - limit} characters left out …]\n");
        var room = limit - note.Length;
        var head = Edge(text, room * 2 / 3);
        var tail = Edge(text, text.Length - (room - (room * 2 / 3)));
        return text[..head] + note + text[tail..];
    }

    /// <summary>A place that does not part a surrogate pair.</summary>
    private static int Edge(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
