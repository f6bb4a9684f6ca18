using System.Globalization;
using Kvv.Evaluation.Problems;

namespace Kvv.Evaluation.LongOutput.Tasks;

/// <summary>Dates at equal distances with their days of the week.</summary>
internal sealed class DateWalk : ILongFamily
{
    public string Id => "dates";

    public LongTask Make(ProblemDice dice, int characters)
    {
        var start = new DateOnly(dice.Between(2001, 2030), dice.Between(1, 12), dice.Between(1, 28));
        int step = dice.Between(2, 6), lines = Math.Max(5, characters / 15);
        var prompt = $"Start with {Line(start)} and go forward {step} days at a time. Write one line per date, the start included, in the form \"{Line(start)}\" (year-month-day and the first three letters of the day of the week).";
        return new(Id, LongPrompt.Of(prompt, lines), [.. Enumerable.Range(0, lines).Select(i => Line(start.AddDays(i * step)))]);
    }

    private static string Line(DateOnly date) => date.ToString("yyyy-MM-dd ddd", CultureInfo.InvariantCulture);
}
