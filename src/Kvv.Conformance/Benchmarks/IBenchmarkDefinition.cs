using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Benchmarks;

/// <summary>A benchmark that the suite knows: what it is called, when it runs, and how it is made for a profile.</summary>
public interface IBenchmarkDefinition
{
    /// <summary>Stable id; the key of the profile's <c>benchmarks</c>.</summary>
    string Id { get; }

    /// <summary>The part of the suite; see <see cref="Category"/>.</summary>
    string Category { get; }

    /// <summary>What it measures, in a few words.</summary>
    string Title { get; }

    /// <summary>The benchmark that runs first and whose failure stops this one, or <see langword="null"/>.</summary>
    string? SmokeTest => null;

    /// <summary>Whether it belongs to a tier.</summary>
    /// <param name="tier">The tier.</param>
    bool RunsIn(Tier tier);

    /// <summary>Makes the benchmark for a profile, or says why it cannot be run.</summary>
    /// <param name="context">Profile, settings and data.</param>
    /// <exception cref="InvalidDataException">A fixture file is malformed.</exception>
    Preparation Prepare(BenchmarkContext context);
}

/// <summary>What became of preparing a benchmark.</summary>
public abstract record Preparation
{
    private Preparation()
    {
    }

    /// <summary>It can be run.</summary>
    /// <param name="Benchmark">What to run.</param>
    public sealed record Ready(Benchmark Benchmark) : Preparation;

    /// <summary>It cannot be run.</summary>
    /// <param name="Reason">Why, and what to do about it, as a sentence part after "not run, ".</param>
    /// <param name="IsUnsupported">Whether the model has no such feature, so that nothing is missing.</param>
    /// <param name="IsLeftOut">Whether this machine lacks something that says nothing about the endpoint, so that the verdict does without.</param>
    public sealed record NotReady(string Reason, bool IsUnsupported = false, bool IsLeftOut = false) : Preparation;

    /// <summary>It can be run.</summary>
    /// <param name="benchmark">What to run.</param>
    public static Preparation Of(Benchmark benchmark) => new Ready(benchmark);

    /// <summary>Something is missing.</summary>
    /// <param name="reason">What is missing and how to get it.</param>
    public static Preparation NotRun(string reason) => new NotReady(reason);

    /// <summary>This machine lacks something optional; the verdict does without.</summary>
    /// <param name="reason">What is missing and how to get it.</param>
    public static Preparation LeftOut(string reason) => new NotReady(reason, IsLeftOut: true);

    /// <summary>The profile says that the model lacks what is measured.</summary>
    /// <param name="reason">What it lacks.</param>
    public static Preparation Unsupported(string reason) => new NotReady(reason, IsUnsupported: true);
}
