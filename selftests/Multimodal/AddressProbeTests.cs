using Kvv.Evaluation.Benchmarks;
using Kvv.ReferenceVendor.Vision;
using NUnit.Framework;

namespace Kvv.SelfTests.Multimodal;

/// <summary>Pictures given by their address: a healthy endpoint fetches and sees them; one that refuses or ignores them is named.</summary>
[TestFixture]
public sealed class AddressProbeTests
{
    [Test]
    public async Task AHealthyEndpointFetchesAndSees()
    {
        var result = await VisionRun.PlayAsync(addresses: PictureAddresses.Fetched);
        var probes = result.Trials.Where(t => t.Sample.StartsWith("address-", StringComparison.Ordinal)).ToList();
        Assert.That(result.Status, Is.EqualTo(MetricStatus.Pass), VisionRun.Describe(result));
        Assert.That(probes.Select(t => (t.Value, t.Explanation)), Is.EqualTo(Enumerable.Repeat(((double?)1, "right; the endpoint asked for 1 of 1 pictures"), 3)));
        Assert.That(result.Metrics[1].Explanation, Does.Contain("address-refused").And.Contain("none named"));
    }

    [TestCase(PictureAddresses.Refused, "pictures given by their address are refused", new string[0])]
    [TestCase(PictureAddresses.Ignored, "pictures given by their address are accepted and not seen", new[] { "vi-image-dropped" })]
    public async Task WhatGoesWrongIsNamed(PictureAddresses addresses, string title, string[] faults)
    {
        var result = await VisionRun.PlayAsync(addresses: addresses);
        Assert.That(result.Status, Is.EqualTo(MetricStatus.Fail), VisionRun.Describe(result));
        Assert.That(result.Metrics[1].Explanation, Does.Contain(title).And.Not.Contain("picture does not reach"), VisionRun.Describe(result));
        Assert.That(result.Metrics.SelectMany(m => m.Faults), Is.EqualTo(faults));
        Assert.That(result.Trials.Where(t => t.Value is not 1).Select(t => t.Explanation), Is.All.Contain("asked for 0 of 1 pictures"));
    }

    [Test]
    public async Task NobodyIsAskedToFetchUnlessTheUserSaysSo()
    {
        var result = await VisionRun.PlayAsync();
        Assert.That(result.Trials.Where(t => t.Sample.StartsWith("address-", StringComparison.Ordinal)), Is.Empty);
    }
}
