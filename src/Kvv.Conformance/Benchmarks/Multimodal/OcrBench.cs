using Kvv.Conformance.Benchmarks.Multimodal.Ocr;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Datasets;

namespace Kvv.Conformance.Benchmarks.Multimodal;

/// <summary>OCRBench (echo840/OCRBench, 1,000 items): the five-minute check that pictures of text are read.</summary>
internal sealed class OcrBench : DatasetBenchmark
{
    public override string Id => "ocrbench";

    public override string Title => "OCRBench: text in pictures";

    protected override string UpstreamRule => "it counts an answer as given wherever its letters occur, inside other words and numbers too";

    protected override IScorer Scorer { get; } = new OcrBenchScorer();

    protected override double ExpectedSeconds => 10;

    protected override (IReadOnlyList<BlobReference> Pictures, string Text) Prompt(Sample sample) =>
        ([BlobReference.From(sample.Data["image"]) ?? throw new InvalidDataException($"Sample {sample.Id}: the picture \"image\" is missing.")], sample.Text("question"));
}
