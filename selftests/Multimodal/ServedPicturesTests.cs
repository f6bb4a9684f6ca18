using System.CommandLine;
using Kvv.Cli;
using Kvv.Evaluation.Benchmarks;
using NUnit.Framework;

namespace Kvv.SelfTests.Multimodal;

/// <summary>The suite with its picture server against what <c>kvv serve</c> serves: the switch decides whether pictures are fetched.</summary>
[TestFixture]
public sealed class ServedPicturesTests
{
    [TestCase("--picture-addresses fetched", MetricStatus.Pass, "none named")]
    [TestCase("", MetricStatus.Fail, "pictures given by their address are refused")]
    public async Task TheSwitchDecidesWhetherPicturesAreFetched(string options, MetricStatus status, string text)
    {
        using var end = new CancellationTokenSource();
        using var output = new Lines();
        var serving = new RootCommand { ServeCommand.Create() }
            .Parse($"serve --port 0 --fixtures \"{VisionRun.Fixtures}\" {options}")
            .InvokeAsync(new() { Output = output, Error = output }, end.Token);
        // Either it says where it serves, or it has ended with a reason.
        await Task.WhenAny(output.First, serving);
        Assert.That(serving.IsCompleted, Is.False, output.ToString());
        var words = (await output.First).Split(' ');
        var result = await VisionRun.PlayAsync(new Uri(words[3]), words[1], "kimi-k2.6", servesPictures: true);
        await end.CancelAsync();
        Assert.That(await serving, Is.Zero);
        Assert.That(result.Status, Is.EqualTo(status), VisionRun.Describe(result));
        Assert.That(result.Metrics[1].Explanation, Does.Contain(text));
    }

    [Test]
    public void TheHelpNamesTheChoices()
    {
        using var output = new StringWriter();
        new RootCommand { ServeCommand.Create() }.Parse("serve --help").Invoke(new() { Output = output });
        Assert.That(output.ToString(), Does.Contain("--picture-addresses").And.Contain("Fetched").And.Contain("loopback").And.Contain("[default: Refused]"));
    }

    /// <summary>What is written, and its first line as soon as it is there.</summary>
    private sealed class Lines : StringWriter
    {
        private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> First => _first.Task;

        public override Task WriteLineAsync(string? value)
        {
            _first.TrySetResult(value ?? "");
            return base.WriteLineAsync(value);
        }
    }
}
