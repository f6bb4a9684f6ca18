using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;

namespace Kvv.Evaluation.Scheduling;

/// <summary>One try at one item, from the registered order to its record. Its request is built when it starts, not before.</summary>
internal sealed class Trial
{
    private readonly BenchmarkRun _run;
    private readonly Sample _sample;

    public Trial(BenchmarkRun run, int position, double startedAt)
    {
        _run = run;
        Position = position;
        StartedAt = startedAt;
        var slot = run.Benchmark.At(position);
        _sample = run.Benchmark.Dataset.Samples[slot.Item];
        Id = new(run.Benchmark.Id, _sample.Id, slot.Epoch);
    }

    /// <summary>Position in the registered order.</summary>
    public int Position { get; }

    /// <summary>When it started, for <see cref="LearnedDuration"/>.</summary>
    public double StartedAt { get; }

    public TrialId Id { get; }

    /// <summary>Known once the trial runs.</summary>
    public string ConfigurationHash { get; private set; } = "";

    /// <summary>Sends, scores and files the trial. Never throws: an error ends the benchmark it belongs to.</summary>
    public async Task RunAsync(SendRequest send)
    {
        // Off the scheduler's stack: building a request may take long, and a play may end without ever waiting.
        await Task.Yield();
        try
        {
            ConfigurationHash = Trials.ConfigurationHash.Of(_run.Benchmark.Play.Describe(_sample, Id.Epoch));
            var context = new TrialContext(_sample, Id.Epoch, Id.ToString(), _run.WayOf(Id) ?? send, _run.StepFile(this));
            var played = await _run.Benchmark.Play.PlayAsync(context, _run.Abandoned);
            _run.Finish(this, TrialRecord.Of(Id, ConfigurationHash, played, context.Sent), played.Earlier);
        }
        catch (OperationCanceledException) when (_run.Abandoned.IsCancellationRequested)
        {
            _run.Abandon(this);
        }
#pragma warning disable CA1031 // Whatever a play, a scorer or the disk throws ends this benchmark with exactly that.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _run.Fail(e);
        }
    }
}
