using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Kvv.Conformance.Reports.Html;

/// <summary>
/// HTML under construction. The fixed part of an interpolated string is markup; whatever stands in its holes is text, made
/// visible (<see cref="VisibleText"/>) and escaped. There is no way to append a variable unescaped but as <see cref="Markup"/>.
/// </summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends markup with escaped holes.</summary>
    public Markup Add([InterpolatedStringHandlerArgument("")] ref Handler markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Markup of its own, for a hole of another.</summary>
    public static Markup Of(Action<Markup> build)
    {
        var markup = new Markup();
        build(markup);
        return markup;
    }

    /// <summary>Style sheet or script of this assembly, as it stands.</summary>
    public Markup AddAsset(string asset)
    {
        _text.Append(asset);
        return this;
    }

    public override string ToString() => _text.ToString();

    private void AddText(string? text)
    {
        if (!string.IsNullOrEmpty(text))
            _text.Append(WebUtility.HtmlEncode(VisibleText.Of(text)));
    }

    /// <summary>Takes an interpolated string apart for the compiler.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Handler
    {
        private readonly Markup _target;

        public Handler(int literalLength, int formattedCount, Markup target)
        {
            _ = literalLength + formattedCount;
            _target = target;
        }

        public void AppendLiteral(string markup) => _target._text.Append(markup);

        public void AppendFormatted(string? text) => _target.AddText(text);

        public void AppendFormatted(Markup? markup) => _target._text.Append(markup?._text);

        public void AppendFormatted<T>(T value, string? format = null)
            where T : IFormattable? => _target.AddText(value?.ToString(format, CultureInfo.InvariantCulture));
    }
}
