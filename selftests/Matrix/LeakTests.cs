using Kvv.SelfTests.Proofs;
using NUnit.Framework;

namespace Kvv.SelfTests.Matrix;

/// <summary>
/// Another user's data in an answer shows in a benchmark alone: whoever runs nothing but that benchmark is told first. Which
/// requests it hits depends on their order, so the matrix asks no such thing of its row.
/// </summary>
[TestFixture]
public sealed class LeakTests
{
    [Test]
    public async Task TheLeakIsNamedFirstWhereOnlyCacheAndBatchRan([Values(1UL, 2UL)] ulong seed)
    {
        using var profile = new ProfileCopy(new() { Profile = "kimi-k2.6" });
        var run = await BenchmarksAlone.RunAsync(["cache-and-batch"], profile.Path, "dk-cross-request-leak:concurrency>=1", seed);
        Assert.That(MatrixJudgement.Place(run.Diagnosis, "dk-cross-request-leak"), Is.EqualTo(1), string.Join("; ", run.Diagnosis.Faults.Select(f => $"{f.Standing} {f.Fault}: {f.Reason}")));
    }
}
