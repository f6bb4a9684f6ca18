namespace Kvv.Conformance.Reports.Html;

/// <summary>Sentences of the catalogues, in which code stands between backticks.</summary>
internal static class Code
{
    /// <summary>The sentence with its code marked up; an odd backtick stays one.</summary>
    public static Markup Spans(string sentence) => Markup.Of(m =>
    {
        var parts = sentence.Split('`');
        for (var i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 0)
                m.Add($"{parts[i]}");
            else if (i == parts.Length - 1)
                m.Add($"`{parts[i]}");
            else
                m.Add($"<code>{parts[i]}</code>");
        }
    });
}
