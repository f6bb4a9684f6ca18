using System.Globalization;

namespace Kvv.Conformance.Settings;

/// <summary>Durations as people write them: a number and one of <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c>, <c>d</c>.</summary>
public static class DurationText
{
    private static readonly (string Suffix, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];

    /// <summary>Reads a duration; a bare number counts seconds.</summary>
    /// <param name="text">For example <c>90s</c>, <c>1.5h</c>, <c>250ms</c>.</param>
    /// <param name="duration">The duration, zero when the text is none.</param>
    /// <returns>Whether the text is a duration of zero or more.</returns>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var (suffix, scale) = Units.FirstOrDefault(u => text.EndsWith(u.Suffix, StringComparison.OrdinalIgnoreCase), ("", 1));
        if (!double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return false;
        var seconds = number * scale;
        if (!double.IsFinite(seconds) || seconds > TimeSpan.MaxValue.TotalSeconds / 2)
            return false;
        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    /// <summary>Writes a duration in its largest whole unit: <c>90s</c>, <c>2h</c>, <c>1d</c>.</summary>
    /// <param name="duration">Zero or more.</param>
    public static string Format(TimeSpan duration)
    {
        foreach (var (suffix, scale) in Units.Reverse())
        {
            var number = duration.TotalSeconds / scale;
            if (number >= 1 && number == Math.Floor(number))
                return string.Create(CultureInfo.InvariantCulture, $"{number:0}{suffix}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###}s");
    }
}
