using Kvv.Evaluation.Problems;

namespace Kvv.Evaluation.LongOutput.Tasks;

/// <summary>A long JSON array with one record a line.</summary>
internal sealed class JsonRecords : ILongFamily
{
    public string Id => "json-records";

    public LongTask Make(ProblemDice dice, int characters)
    {
        int price = dice.Between(120, 480), step = dice.Between(3, 19), records = Math.Max(4, characters / 48);
        var prompt = $"Write a JSON array of {records} records, the opening bracket on the first line, one record per line, the closing bracket on the last line. Record n has the members \"id\" (the number n), \"price\" ({price} for n = 1, and {step} more for every next record), \"double\" (twice the price) and \"even\" (whether the price is even). Use the form {{\"id\":1,\"price\":{price},\"double\":{2 * price},\"even\":{(price % 2 == 0 ? "true" : "false")}}} without spaces, and a comma after every record but the last.";
        var text = new List<string> { "[" };
        for (var n = 1; n <= records; n++)
        {
            var now = price + ((n - 1) * step);
            text.Add($"{{\"id\":{n},\"price\":{now},\"double\":{2 * now},\"even\":{(now % 2 == 0 ? "true" : "false")}}}{(n < records ? "," : "")}");
        }

        text.Add("]");
        return new(Id, LongPrompt.Of(prompt, text.Count), text);
    }
}
