using System.Text.RegularExpressions;

namespace Kvv.Schemas;

/// <summary>
/// A compiled ECMA-262 pattern whose time is bounded: one without references, looks and word boundaries is decided by a finite
/// automaton in time linear in the subject; any other backtracks until its time is up.
/// </summary>
internal sealed class EcmaPattern
{
    private const int MaxAutomatonStates = 5_000;

    // An automaton ends by itself; its bound only guards against very long subjects, and a busy machine must not trip it.
    private const int AutomatonPatience = 20;

    private readonly Regex _regex;

    /// <summary>Compiles a pattern.</summary>
    /// <param name="source">The pattern as written in the schema.</param>
    /// <param name="timeout">The longest time of one match that backtracks.</param>
    /// <exception cref="PatternSyntaxException">The text is no pattern, or too large a one.</exception>
    public EcmaPattern(string source, TimeSpan timeout)
    {
        Source = source;
        Root = PatternParser.Parse(source);
        var isAutomaton = PatternShape.IsRegular(Root) && PatternShape.States(Root) <= MaxAutomatonStates;
        try
        {
            _regex = new Regex(
                PatternEmitter.Emit(Root),
                RegexOptions.CultureInvariant | (isAutomaton ? RegexOptions.NonBacktracking : RegexOptions.None),
                isAutomaton ? timeout * AutomatonPatience : timeout);
        }
        catch (ArgumentException e)
        {
            throw new PatternSyntaxException($"the pattern cannot be compiled: {e.Message}", 0);
        }
    }

    /// <summary>The pattern as written.</summary>
    public string Source { get; }

    /// <summary>The parsed pattern.</summary>
    public PatternNode Root { get; }

    /// <summary>Whether the pattern matches anywhere in a text; a lone surrogate is read as U+FFFD.</summary>
    /// <exception cref="EvaluationLimitException">The time is up.</exception>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('\uD800', '\uDFFF') >= 0)
            text = JsonText.WellFormed(text.ToString());
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new EvaluationLimitException(
                $"The pattern {JsonText.Quote(Source)} took longer than {_regex.MatchTimeout.TotalMilliseconds:0} ms on one text.");
        }
    }
}
