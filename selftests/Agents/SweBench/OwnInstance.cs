using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.SelfTests.Agents.SweBench;

/// <summary>An instance of our own in the data set's form: a small project with Django's kind of test runner.</summary>
internal static class OwnInstance
{
    // Its image is named after it: another process may run these tests on this machine, and removes its own at its end.
    public static readonly string Id = string.Create(CultureInfo.InvariantCulture, $"django__django-{Environment.ProcessId}");

    public const string Fix = "sed -i 's/left - right/left + right/' sums.py";

    // A root file system of this machine's own programs with a repository in /testbed; prints the base commit last.
    public const string Build = """
        set -eu
        root=$(mktemp -d)
        trap 'rm -rf "$root"' EXIT
        cd "$root"
        mkdir -p usr/bin usr/lib usr/lib64 testbed/tests tmp proc dev etc root
        chmod 1777 tmp
        ln -s usr/bin bin; ln -s usr/lib lib; ln -s usr/lib64 lib64
        python=$(readlink -f /usr/bin/python3)
        for program in /bin/sh /bin/bash /usr/bin/env /usr/bin/timeout /usr/bin/sleep /usr/bin/cat /usr/bin/rm /usr/bin/sed /usr/bin/yes /usr/bin/git "$python"; do
            cp -L "$program" usr/bin/
            for library in $(ldd "$program" | grep -o '/[^ ]*'); do
                target=".$(echo "$library" | sed 's,^/lib,/usr/lib,')"
                mkdir -p "$(dirname "$target")"
                cp -L "$library" "$target"
            done
        done
        [ -e usr/bin/python3 ] || ln -s "$(basename "$python")" usr/bin/python3
        tar -C /usr/lib --exclude='config-*' --exclude=dist-packages --exclude=distutils --exclude=ensurepip --exclude=pydoc_data -c "$(basename "$python")" | tar -C usr/lib -x
        cd testbed
        printf 'def total(left, right):\n    return left - right\n\n\ndef double(value):\n    return 2 * value\n' > sums.py
        printf '__pycache__/\n' > .gitignore
        printf 'import unittest\nfrom sums import double\n\n\nclass Doubles(unittest.TestCase):\n    def test_double(self):\n        self.assertEqual(double(4), 8)\n' > tests/test_sums.py
        printf '#!/usr/bin/env python3\nimport sys, unittest\nsys.path[:0] = ["/testbed", "/testbed/tests"]\nnames = [a for a in sys.argv[1:] if a.startswith("test_") and a != "test_sqlite"]\nunittest.main(module=None, argv=["run", "-v", *names])\n' > tests/runtests.py
        chmod +x tests/runtests.py
        export HOME="$root" GIT_AUTHOR_DATE='2020-01-01T00:00:00Z' GIT_COMMITTER_DATE='2020-01-01T00:00:00Z'
        git init -q . && git add -A && git -c user.name=own -c user.email=own@localhost commit -qm base
        base=$(git rev-parse HEAD)
        cd ..
        tar --owner=0 --group=0 -c . | podman import -q - "$1" >/dev/null
        echo "$base"
        """;

    private const string Tests = """
        diff --git a/tests/test_sums.py b/tests/test_sums.py
        --- a/tests/test_sums.py
        +++ b/tests/test_sums.py
        @@ -1,7 +1,10 @@
         import unittest
        -from sums import double
        +from sums import double, total
         
         
         class Doubles(unittest.TestCase):
             def test_double(self):
                 self.assertEqual(double(4), 8)
        +
        +    def test_total(self):
        +        self.assertEqual(total(2, 3), 5)

        """;

    /// <summary>The item as a line of the data set.</summary>
    public static Sample Sample(string commit = "0123456789abcdef", string repository = "django/django") => new(Id, new JsonObject
    {
        ["instance_id"] = Id,
        ["repo"] = repository,
        ["base_commit"] = commit,
        ["problem_statement"] = "total() takes away where it should add.",
        ["hints_text"] = "",
        ["test_patch"] = Tests,
        ["version"] = "4.0",
        ["FAIL_TO_PASS"] = """["test_total (test_sums.Doubles.test_total)"]""",
        ["PASS_TO_PASS"] = """["test_double (test_sums.Doubles.test_double)"]""",
        ["environment_setup_commit"] = commit,
    });
}
