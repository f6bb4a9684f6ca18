using System.Text;

namespace Kvv.Evaluation.Problems;

/// <summary>Writes polynomials as people do.</summary>
internal static class PolynomialText
{
    /// <summary>For example <c>x^3 - 4x + 1</c>.</summary>
    /// <param name="coefficients">From the highest power down.</param>
    public static string Of(params long[] coefficients)
    {
        var text = new StringBuilder();
        for (var i = 0; i < coefficients.Length; i++)
        {
            var (coefficient, power) = (coefficients[i], coefficients.Length - 1 - i);
            if (coefficient == 0)
                continue;
            text.Append(text.Length == 0 ? coefficient < 0 ? "-" : "" : coefficient < 0 ? " - " : " + ");
            if (Math.Abs(coefficient) != 1 || power == 0)
                text.Append(Math.Abs(coefficient));
            text.Append(power switch { 0 => "", 1 => "x", _ => $"x^{power}" });
        }

        return text.Length == 0 ? "0" : text.ToString();
    }
}
