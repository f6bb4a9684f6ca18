using System.Diagnostics;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>
/// Tools of npm that judge our files: both Allure generators, axe and an HTML validator, at fixed versions in the user's cache
/// folder. Where npm is absent or has no registry, a test that needs them is ignored with the reason.
/// </summary>
internal static class NodeTools
{
    private static readonly string[] Packages = ["allure@3.18.0", "allure-commandline@2.46.1", "axe-core@4.14.1", "html-validate@10.17.0"];

    // Node 20 lacks an iterator method that Allure's quality gate calls (measured with allure 3.18.0).
    private const string Polyfill = "const p=Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));p.toArray??=function(){return [...this]};\n";

    private static readonly Lazy<Task<string>> Installed = new(() => InstallAsync("node-tools-1", Packages));

    /// <summary>A file of an installed package.</summary>
    public static async Task<string> FileAsync(string relative) => Path.Combine(await Installed.Value, "node_modules", relative.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Runs a tool to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string workingFolder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = workingFolder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["NODE_OPTIONS"] = $"--require {Path.Combine(await Installed.Value, "iterator.cjs")}";
        start.Environment["NO_COLOR"] = "1";
        return await RunAsync(start);
    }

    /// <summary>Installs packages at fixed versions, once a user; a test that needs them is ignored where that is not possible.</summary>
    /// <param name="name">Of their folder in the user's cache.</param>
    /// <param name="packages">Each as <c>name@version</c>.</param>
    /// <returns>The folder that holds <c>node_modules</c>.</returns>
    public static async Task<string> InstallAsync(string name, params string[] packages)
    {
        var cache = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        var folder = Path.Combine(cache, "kvv-selftests", name);
        if (!packages.All(p => Directory.Exists(Path.Combine(folder, "node_modules", p[..p.IndexOf('@')]))))
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), "{\"private\":true}\n");
            var (code, output) = await TryRunAsync(new("npm", ["install", "--no-audit", "--no-fund", "--save-exact", .. packages]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true });
            if (code != 0)
                Assert.Ignore($"npm could not install {string.Join(", ", packages)}: {output}");
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "iterator.cjs"), Polyfill);
        return folder;
    }

    private static async Task<(int ExitCode, string Output)> TryRunAsync(ProcessStartInfo start)
    {
        try
        {
            return await RunAsync(start);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (-1, e.Message);
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
