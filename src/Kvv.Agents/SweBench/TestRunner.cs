namespace Kvv.Agents.SweBench;

/// <summary>
/// How the tests of a repository are run and read. Commands are those of the swebench harness
/// (<c>constants/python.py</c>, MIT), for the twelve repositories of SWE-bench Verified.
/// </summary>
/// <param name="Command">The command that test files follow.</param>
/// <param name="Parse">Reads its output.</param>
internal sealed record TestRunner(string Command, Func<string, Dictionary<string, TestState>> Parse)
{
    private const string Pytest = "pytest -rA";

    private const string English = "export LANG=en_US.UTF-8 LANGUAGE=en_US:en LC_ALL=en_US.UTF-8 PYTHONIOENCODING=utf8";

    private static readonly string[] OldAstropy = ["0.1", "0.2", "0.3", "0.4", "1.1", "1.2", "1.3"];

    /// <summary>Shell lines before the command.</summary>
    public string Setup { get; init; } = ":";

    /// <summary>Whether test files are named as modules below <c>tests</c>.</summary>
    public bool NamesModules { get; init; }

    /// <summary>The repositories whose runners are known.</summary>
    public static IReadOnlyList<string> Repositories { get; } =
    [
        "astropy/astropy", "django/django", "matplotlib/matplotlib", "mwaskom/seaborn", "pallets/flask", "psf/requests", "pydata/xarray",
        "pylint-dev/pylint", "pytest-dev/pytest", "scikit-learn/scikit-learn", "sphinx-doc/sphinx", "sympy/sympy",
    ];

    /// <summary>The runner of an instance, or <see langword="null"/> when its repository is not among <see cref="Repositories"/>.</summary>
    public static TestRunner? For(SweInstance instance) => instance.Repository switch
    {
        "django/django" => Django(instance.Version),
        "sympy/sympy" => new("PYTHONWARNINGS='ignore::UserWarning,ignore::SyntaxWarning' bin/test -C --verbose", TestLog.Sympy),
        "sphinx-doc/sphinx" => new("tox --current-env -epy39 -v --", TestLog.Pytest),
        "mwaskom/seaborn" => new("pytest --no-header -rA", TestLog.Pytest),
        "astropy/astropy" when OldAstropy.Contains(instance.Version) => new("pytest -rA -vv -o console_output_style=classic --tb=no -p no:nose", TestLog.Pytest),
        "matplotlib/matplotlib" => new(Pytest, TestLog.PytestButtons),
        "psf/requests" or "pylint-dev/pylint" => new(Pytest, TestLog.PytestPaths),
        "astropy/astropy" or "pallets/flask" or "pydata/xarray" or "pytest-dev/pytest" or "scikit-learn/scikit-learn" => new(Pytest, TestLog.Pytest),
        _ => null,
    };

    /// <summary>What follows the command: files, or modules.</summary>
    public IEnumerable<string> Arguments(TestPatch patch) => NamesModules ? patch.TestFiles.Where(IsDjangoTest).Select(Module) : patch.TestFiles;

    private static TestRunner Django(string version) => new(version == "1.9" ? "./tests/runtests.py --verbosity 2" : "./tests/runtests.py --verbosity 2 --settings=test_sqlite --parallel 1", TestLog.Django)
    {
        NamesModules = true,
        Setup = version switch
        {
            _ when version.StartsWith("1.", StringComparison.Ordinal) || version.StartsWith("2.", StringComparison.Ordinal) => English,
            _ when version.StartsWith("3.", StringComparison.Ordinal) => "sed -i '/en_US.UTF-8/s/^# //g' /etc/locale.gen && locale-gen; " + English,
            _ => ":",
        },
    };

    private static bool IsDjangoTest(string path) => path.Contains("/tests/", StringComparison.Ordinal) || path.Contains("/test_", StringComparison.Ordinal)
        || Path.GetFileName(path) == "tests.py" || Path.GetFileName(path).StartsWith("test_", StringComparison.Ordinal);

    private static string Module(string path)
    {
        var module = path.EndsWith(".py", StringComparison.Ordinal) ? path[..^3] : path;
        return (module.StartsWith("tests/", StringComparison.Ordinal) ? module["tests/".Length..] : module).Replace('/', '.');
    }
}
