using System.Globalization;
using Kvv.Agents.Sandboxes;

namespace Kvv.Agents.SweBench;

/// <summary>Judges a patch in a fresh container of the instance: the patch, the tests over it, and what they said.</summary>
/// <param name="Broken">Tests that had to pass and did not, those that had to begin to pass first.</param>
/// <param name="Problem">Why nothing could be judged, or <see langword="null"/>.</param>
/// <param name="Log">What the tests printed.</param>
internal sealed record SweEvaluation(IReadOnlyList<string> Broken, string? Problem, string Log)
{
    /// <summary>Part of a trial's identity.</summary>
    public const string Version = "swe-bench/1";

    private const string Begin = ">>>>> the tests begin";

    public bool Resolved => Problem is null && Broken.Count == 0;

    /// <summary>Judges a patch.</summary>
    /// <exception cref="SandboxException">The container did not start, or the tests of the data set do not fit the image: no fault of the model.</exception>
    public static async Task<SweEvaluation> OfAsync(ContainerEngine engine, SweInstance instance, string patch, ContainerLimits limits, CancellationToken cancellationToken)
    {
        var runner = TestRunner.For(instance) ?? throw new SandboxException($"{instance.Id}: the test runner of {instance.Repository} is not supported.");
        var tests = TestPatch.Read(instance.TestPatch);
        await using var container = await engine.StartAsync(SweImage.Of(instance.Id), limits, cancellationToken);
        if (await ApplyAsync(patch) is { } refused)
            return new([], $"the patch does not apply: {refused}", "");
        // What the model did to the tests that judge it is undone first.
        var restore = tests.Changed.Count == 0 ? ":" : $"git checkout -q HEAD -- {Quoted(tests.Changed)}";
        var remove = tests.Added.Count == 0 ? ":" : $"rm -rf -- {Quoted(tests.Added)}";
        var restored = await container.RunAsync($"{restore} && {remove}", limits.Command, 4 << 10, "", cancellationToken);
        if (!restored.Succeeded)
            throw new SandboxException($"{instance.Id}: the test files could not be restored: {restored.Output.Trim()}");
        if (await ApplyAsync(instance.TestPatch) is { } unfit)
            return new([], $"the tests do not apply over the patch: {unfit}", "");
        var run = await container.RunAsync($"{runner.Setup}; echo '{Begin}'; {runner.Command} {Quoted(runner.Arguments(tests))}", limits.Tests, (int)Math.Min(limits.Output * 2, int.MaxValue), "", cancellationToken);
        var log = run.Output[(Math.Max(0, run.Output.IndexOf(Begin, StringComparison.Ordinal)))..];
        return run.End switch
        {
            SandboxEnd.Exited => new(BrokenIn(runner.Parse(log), instance), null, log),
            SandboxEnd.TimedOut => new([], string.Create(CultureInfo.InvariantCulture, $"the tests did not end within {limits.Tests.TotalSeconds:0} s"), log),
            SandboxEnd.MemoryLimit => new([], "the tests took more memory than a container has", log),
            SandboxEnd.DiskLimit => new([], "the tests filled the disk of the container", log),
            SandboxEnd.OutputLimit => new([], "the tests printed without end", log),
            _ => await LostAsync(),
        };

        // The change may have done it, or the engine; a fresh container tells.
        async Task<SweEvaluation> LostAsync()
        {
            await using var control = await engine.StartAsync(SweImage.Of(instance.Id), limits, cancellationToken);
            var alive = await control.RunAsync("true", limits.Command, 4 << 10, "", cancellationToken);
            return alive.Succeeded ? new([], "the tests took the container down", log) : throw new SandboxException($"{engine.Name} runs nothing any more: {alive.Output.Trim()}");
        }

        async Task<string?> ApplyAsync(string diff)
        {
            var applied = await container.RunAsync("git apply --whitespace=nowarn -", limits.Command, 4 << 10, diff, cancellationToken);
            if (applied.End == SandboxEnd.Lost)
                throw new SandboxException($"{instance.Id}: {engine.Name} could not run git: {applied.Output.Trim()}");
            return applied.Succeeded ? null : applied.Output.Trim();
        }
    }

    /// <summary>The tests of both lists that did not pass; an expected failure counts as passed, an absent test as failed.</summary>
    internal static List<string> BrokenIn(Dictionary<string, TestState> states, SweInstance instance) =>
        [.. instance.FailToPass.Concat(instance.PassToPass).Where(t => !(states.TryGetValue(t, out var state) && state is TestState.Passed or TestState.ExpectedFailure))];

    private static string Quoted(IEnumerable<string> words) => string.Join(' ', words.Select(w => $"'{w.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
}
