using System.Text;

namespace Kvv.Schemas;

/// <summary>Punycode (RFC 3492) with the parameters of its section 5.</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int TMin = 1;
    private const int TMax = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int InitialBias = 72;
    private const int InitialN = 128;

    /// <summary>The Punycode of a text, without a prefix.</summary>
    public static string Encode(string text)
    {
        var points = text.EnumerateRunes().Select(rune => rune.Value).ToList();
        var output = new StringBuilder(string.Concat(points.Where(p => p < InitialN).Select(p => (char)p)));
        var basic = output.Length;
        var handled = basic;
        if (basic > 0)
            output.Append('-');
        var (n, delta, bias) = (InitialN, 0L, InitialBias);
        while (handled < points.Count)
        {
            var next = points.Where(p => p >= n).Min();
            delta += (long)(next - n) * (handled + 1);
            n = next;
            foreach (var point in points)
            {
                if (point < n)
                    delta++;
                if (point != n)
                    continue;
                WriteDelta(output, delta, bias);
                bias = Adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled++;
            }

            delta++;
            n++;
        }

        return output.ToString();
    }

    /// <summary>The text behind Punycode, or <see langword="null"/> when it is none.</summary>
    public static string? Decode(string code)
    {
        var mark = code.LastIndexOf('-');
        var points = mark < 0 ? [] : code[..mark].Select(c => (int)c).ToList();
        if (mark == 0 || points.Any(p => p >= InitialN))
            return null;
        var (n, i, bias) = ((long)InitialN, 0L, InitialBias);
        for (var position = mark + 1; position < code.Length;)
        {
            var start = i;
            long weight = 1;
            for (var k = Base; ; k += Base)
            {
                var digit = position < code.Length ? DigitOf(code[position++]) : -1;
                if (digit < 0 || i > int.MaxValue)
                    return null;
                i += digit * weight;
                var threshold = Threshold(k, bias);
                if (digit < threshold)
                    break;
                weight *= Base - threshold;
                if (weight > int.MaxValue)
                    return null;
            }

            var count = points.Count + 1;
            bias = Adapt(i - start, count, start == 0);
            n += i / count;
            i %= count;
            if (n > CodePointSet.Last || n is >= 0xD800 and <= 0xDFFF)
                return null;
            points.Insert((int)i++, (int)n);
        }

        return string.Concat(points.Select(char.ConvertFromUtf32));
    }

    private static void WriteDelta(StringBuilder output, long delta, int bias)
    {
        for (var k = Base; ; k += Base)
        {
            var threshold = Threshold(k, bias);
            if (delta < threshold)
                break;
            output.Append(Digit((int)(threshold + ((delta - threshold) % (Base - threshold)))));
            delta = (delta - threshold) / (Base - threshold);
        }

        output.Append(Digit((int)delta));
    }

    private static int Threshold(int k, int bias) => Math.Clamp(k - bias, TMin, TMax);

    private static int Adapt(long delta, int count, bool isFirst)
    {
        delta = isFirst ? delta / Damp : delta / 2;
        delta += delta / count;
        var k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base)
            delta /= Base - TMin;
        return (int)(k + ((Base - TMin + 1) * delta / (delta + Skew)));
    }

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    private static int DigitOf(char c) => c switch
    {
        >= 'a' and <= 'z' => c - 'a',
        >= 'A' and <= 'Z' => c - 'A',
        >= '0' and <= '9' => c - '0' + 26,
        _ => -1,
    };
}
