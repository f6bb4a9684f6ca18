using System.Globalization;
using System.Text.RegularExpressions;

namespace Kvv.Schemas;

/// <summary>Dates, times and durations of RFC 3339 (sections 5.6 and appendix A), leap seconds included.</summary>
internal static class DateTimeFormats
{
    private static readonly Regex Time = PlainFormats.Linear(
        @"\A(?<h>[0-9]{2}):(?<m>[0-9]{2}):(?<s>[0-9]{2})(\.[0-9]+)?([zZ]|(?<sign>[+-])(?<oh>[0-9]{2}):(?<om>[0-9]{2}))\z");

    private static readonly Regex Date = PlainFormats.Linear(@"\A(?<y>[0-9]{4})-(?<m>[0-9]{2})-(?<d>[0-9]{2})\z");

    private static readonly Regex Duration = PlainFormats.Linear(
        @"\AP([0-9]+W|(?<date>[0-9]+D|[0-9]+M([0-9]+D)?|[0-9]+Y([0-9]+M([0-9]+D)?)?)?(T([0-9]+S|[0-9]+M([0-9]+S)?|[0-9]+H([0-9]+M([0-9]+S)?)?))?)\z");

    public static bool IsDateTime(string text) =>
        text.Length > 11 && text[10] is 'T' or 't' && IsDate(text[..10]) && IsTime(text[11..]);

    public static bool IsDate(string text)
    {
        var match = Date.Match(text);
        if (!match.Success)
            return false;
        var (year, month, day) = (Number(match, "y"), Number(match, "m"), Number(match, "d"));
        // The calendar of DateTime begins with year 1; year 0 is a leap year like 2000.
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year == 0 ? 2000 : year, month);
    }

    public static bool IsTime(string text)
    {
        var match = Time.Match(text);
        if (!match.Success)
            return false;
        var (hour, minute, second) = (Number(match, "h"), Number(match, "m"), Number(match, "s"));
        var (offsetHour, offsetMinute) = match.Groups["sign"].Success ? (Number(match, "oh"), Number(match, "om")) : (0, 0);
        if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59)
            return false;
        if (second < 60)
            return true;
        // A leap second is the last of a day in UTC.
        var offset = (offsetHour * 60 + offsetMinute) * (match.Groups["sign"].Value == "-" ? -1 : 1);
        return ((hour * 60) + minute - offset + 2880) % 1440 == 1439;
    }

    public static bool IsDuration(string text) => Duration.IsMatch(text) && text.Length > 1;

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
}
