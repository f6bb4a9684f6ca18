using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics.Sequential;

/// <summary>Only the completed prefix of the schedule is looked at.</summary>
internal sealed class PrefixBufferTests
{
    [Test]
    public void ResultsLeaveInScheduleOrder()
    {
        var buffer = new PrefixBuffer<string>();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(buffer.Add(2, "c"), Is.Empty);
            Assert.That(buffer.Add(1, "b"), Is.Empty);
            Assert.That(buffer.Waiting, Is.EqualTo(2));
            Assert.That(buffer.Add(0, "a"), Is.EqualTo(new[] { "a", "b", "c" }));
            Assert.That((buffer.Next, buffer.Waiting), Is.EqualTo((3, 0)));
        }
    }

    [Test]
    public void ASecondResultForOnePositionIsRefused()
    {
        var buffer = new PrefixBuffer<int>();
        buffer.Add(0, 1);
        buffer.Add(2, 1);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => buffer.Add(0, 1), Throws.ArgumentException);
            Assert.That(() => buffer.Add(2, 1), Throws.ArgumentException);
        }
    }

    [Test]
    public void AnyOrderOfArrivalGivesTheSameVerdict([Values(0, .03, .10)] double below, [Range(1, 5)] int shuffle)
    {
        Observation[] planned = [.. AimeLike.Run(AimeLike.Worse(below), 77)];
        var inOrder = new SequentialTest(AimeLike.Rule);
        foreach (var observation in planned)
            inOrder.Observe(observation);

        var arrived = planned.ToArray();
        new SplitMix64((ulong)shuffle).Shuffle<Observation>(arrived);
        var buffer = new PrefixBuffer<Observation>();
        var shuffled = new SequentialTest(AimeLike.Rule);
        foreach (var released in arrived.SelectMany(o => buffer.Add(o.Trial.Index, o)))
            shuffled.Observe(released);

        Assert.That(shuffled.Result(), Is.EqualTo(inOrder.Result()));
    }

    // Why the buffer exists: the same race fed in order of arrival, right answers first, lets a bad endpoint pass.
    [Test]
    public void OrderOfArrivalWouldLetABadEndpointPass()
    {
        var rates = AimeLike.Worse(.03);
        var falsePasses = 0;
        for (ulong seed = 0; seed < 100; seed++)
        {
            // A hundred requests in flight, wrong answers 2.5 times slower: the next to arrive is whichever ends first.
            var queue = new PriorityQueue<Observation, double>();
            var clock = 0d;
            var random = new SplitMix64(seed);
            var test = new Race(AimeLike.Rule.Design);
            foreach (var observation in AimeLike.Run(rates, seed))
            {
                if (queue.Count == 100)
                {
                    queue.TryDequeue(out var done, out clock);
                    test.Add(AimeLike.Baselines.Difference(done!.Trial.Item, done.Score!.Value));
                }

                queue.Enqueue(observation, clock + (observation.Score == 1 ? 1 : 2.5) * (.5 + random.NextDouble()));
            }

            falsePasses += test.HighestLogPass >= Math.Log(20) ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{falsePasses} of 100 bad endpoints passed on order of arrival");
        Assert.That(falsePasses, Is.GreaterThan(30));
    }
}
