using Kvv.Conformance.Benchmarks.Multimodal.Vision;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Benchmarks.Multimodal;

/// <summary>
/// Small pictures, each made so that a wrong step between file and model gives another answer that can be recognised: is the
/// picture that the model sees the picture that was sent? A model without vision gets one picture, which it must refuse.
/// </summary>
internal sealed class VisionProbes : IBenchmarkDefinition
{
    // A model without vision has no decoding for pictures; that of the shortest items does.
    private const string TextDecoding = "basics";

    public string Id => "vision-probes";

    public string Category => Conformance.Category.Multimodal;

    public string Title => "Pictures whose wrong answers say what went wrong";

    public bool RunsIn(Tier tier) => true;

    public Preparation Prepare(BenchmarkContext context)
    {
        if (context.Profile.Features.Vision is not { } sees)
            return Preparation.Unsupported($"the profile {context.Profile.Name} does not say whether the model sees pictures");
        var key = sees ? Id : TextDecoding;
        return context.Target(key) is { } target
            ? Preparation.Of(Make(context, target, sees))
            : Preparation.NotRun($"the profile {context.Profile.Name} has no benchmark \"{key}\"");
    }

    private Benchmark Make(BenchmarkContext context, BenchmarkTarget target, bool sees)
    {
        var bar = sees ? target.AccuracyTarget() : null;
        var takesClips = context.Profile.Features.Video == true;
        var server = context.Settings.PictureServer;
        var all = JsonlDataset.Read(Id, context.Fixture("multimodal", "probes.jsonl"));
        var read = all.Samples.ToDictionary(s => s.Id, VisionProbe.Read, StringComparer.Ordinal);
        var dataset = all with { Samples = [.. all.Samples.Where(s => read[s.Id].TextModel != sees && (takesClips || !read[s.Id].Video) && (server is not null || !read[s.Id].ByAddress))] };
        var probes = dataset.Samples.ToDictionary(s => s.Id, s => read[s.Id], StringComparer.Ordinal);
        var defects = Defect.Load(context.Fixture("multimodal", "defects.json"));
        var play = new VisionProbePlay(
            probes,
            new PictureFolder(context.Fixture("multimodal", "pictures")),
            new VisionScore([.. probes.Values], defects),
            messages => context.OwnRequest(messages, target.Decoding, Id),
            () => PictureServer.Start(server?.Address));
        return new Benchmark
        {
            Id = Id,
            Category = Category,
            Dataset = dataset,
            Play = play,
            Judge = new VisionJudge(bar, probes, defects),
            Target = bar,
            JudgesShare = false,
            Epochs = target.Epochs ?? 1,
        };
    }
}
