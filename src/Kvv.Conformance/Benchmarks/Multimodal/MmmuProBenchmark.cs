using Kvv.Conformance.Benchmarks.Multimodal.MmmuPro;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Datasets;

namespace Kvv.Conformance.Benchmarks.Multimodal;

/// <summary>MMMU-Pro (MMMU/MMMU_Pro, standard with 10 options, 1,730 items): problems that need the picture, from thirty subjects.</summary>
internal sealed class MmmuProBenchmark : DatasetBenchmark
{
    public override string Id => "mmmu-pro";

    public override string Title => "MMMU-Pro: problems with pictures from thirty subjects";

    // Five minutes before hours: where pictures of text are not read, problems on pictures say nothing more.
    public override string? SmokeTest => "ocrbench";

    protected override string UpstreamRule => "it guesses where a reply settles on no option; the guess is counted with its expected value, one over the number of options";

    protected override IScorer Scorer { get; } = new MmmuProScorer();

    protected override double ExpectedSeconds => 60;

    protected override (IReadOnlyList<BlobReference> Pictures, string Text) Prompt(Sample sample)
    {
        var item = MmmuProItem.Read(sample);
        return (item.Pictures, item.Prompt());
    }
}
