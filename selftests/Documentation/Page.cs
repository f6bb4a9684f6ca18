namespace Kvv.SelfTests.Documentation;

/// <summary>A command of a page and what the page says it prints.</summary>
internal sealed record ConsoleStep(string Command, IReadOnlyList<string> Expected);

/// <summary>A fenced block of commands that are to be run: <c>```console run</c>, with <c>exit=N</c> or <c>background</c>.</summary>
internal sealed record ConsoleBlock(int Line, int Exit, bool IsBackground, IReadOnlyList<ConsoleStep> Steps);

/// <summary>A Markdown page of the documentation.</summary>
internal sealed class Page
{
    private Page(string path, string text)
    {
        Path = path;
        Text = text;
    }

    /// <summary>Relative to the repository root.</summary>
    public string Path { get; }

    public string Text { get; }

    /// <summary>README and every page under docs that a person wrote.</summary>
    public static IReadOnlyList<Page> All { get; } =
    [
        .. Directory.EnumerateFiles(System.IO.Path.Combine(RepositoryRoot.Path, "docs"), "*.md").Order(StringComparer.Ordinal)
            .Prepend(System.IO.Path.Combine(RepositoryRoot.Path, "README.md"))
            .Select(p => new Page(System.IO.Path.GetRelativePath(RepositoryRoot.Path, p).Replace('\\', '/'), File.ReadAllText(p))),
    ];

    public static Page Of(string path, string text) => new(path, text);

    public override string ToString() => Path;

    /// <summary>The blocks that are to be run, in order.</summary>
    public IReadOnlyList<ConsoleBlock> Runnable => [.. Fences().Where(f => f.Info is ["console", "run", ..]).Select(Block)];

    /// <summary>Every line inside a fence, with its number.</summary>
    public IEnumerable<(int Line, string Text)> FencedLines => Fences().SelectMany(f => f.Lines.Select((l, i) => (f.Line + 1 + i, l)));

    private IEnumerable<(int Line, string[] Info, List<string> Lines)> Fences()
    {
        (int Line, string[] Info, List<string> Lines)? open = null;
        var indent = 0;
        foreach (var (line, number) in Text.Split('\n').Select((l, i) => (l.TrimEnd('\r'), i + 1)))
        {
            if (!line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                // A fence inside a list is indented, and so is what it holds.
                open?.Lines.Add(line[Math.Min(indent, line.Length - line.TrimStart().Length)..]);
                continue;
            }

            if (open is { } done)
                yield return done;
            indent = line.Length - line.TrimStart().Length;
            open = open is null ? (number, line.Trim()[3..].Split(' ', StringSplitOptions.RemoveEmptyEntries), []) : null;
        }

        if (open is { } unclosed)
            throw new InvalidDataException($"{Path}:{unclosed.Line}: the fence is not closed.");
    }

    private ConsoleBlock Block((int Line, string[] Info, List<string> Lines) fence)
    {
        var exit = 0;
        var background = false;
        foreach (var word in fence.Info.Skip(2))
        {
            if (word == "background")
                background = true;
            else if (word.StartsWith("exit=", StringComparison.Ordinal) && int.TryParse(word[5..], out exit))
                continue;
            else
                throw new InvalidDataException($"{Path}:{fence.Line}: \"{word}\" is not known; a block to run takes exit=N or background.");
        }

        var steps = new List<ConsoleStep>();
        foreach (var line in fence.Lines.Where(l => !string.IsNullOrWhiteSpace(l)))
        {
            if (line.StartsWith("$ ", StringComparison.Ordinal))
                steps.Add(new(line[2..], new List<string>()));
            else if (steps.Count == 0)
                throw new InvalidDataException($"{Path}:{fence.Line}: a block to run begins with a command, \"$ …\".");
            else
                ((List<string>)steps[^1].Expected).Add(line);
        }

        return new(fence.Line, exit, background, steps);
    }
}
