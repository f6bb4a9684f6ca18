using Kvv.Wire.Detection;
using NUnit.Framework;

namespace Kvv.SelfTests.Detection;

public class GeneratedTextTests
{
    private const int Seed = 20_261_122;
    private const int Texts = 2000;

    [Test]
    public void HealthyTextsGiveNoAlarmInContentReasoningOrArguments()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        for (var i = 0; i < Texts; i++)
        {
            var text = new HealthyTextGenerator(new Random(Seed + i)).Text();

            foreach (var inspection in Everywhere(text))
                Assert.That(DetectorSet.Default.Inspect(inspection), Is.Empty, $"text {i}:\n{text}");
        }
    }

    [Test]
    public void AHealthyTextWithAFaultIsReportedAsThatFault()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        for (var i = 0; i < Texts; i++)
        {
            var text = new HealthyTextGenerator(new Random(Seed + i)).Text();
            foreach (var fault in TextFault.All)
            {
                var faulty = fault.Commit(new Random(Seed + i), text);

                var kinds = DetectorSet.Default.Inspect(Replies.Says(faulty)).Select(a => a.Kind).Distinct();

                Assert.That(kinds, Is.EqualTo(new[] { fault.Kind }), $"text {i}:\n{faulty}");
            }
        }
    }

    private static IEnumerable<Inspection> Everywhere(string text) =>
    [
        Replies.Says(text),
        Replies.Thinks(text),
        Replies.Calls(Replies.Call with { Arguments = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { ["body"] = text }) }),
    ];
}
