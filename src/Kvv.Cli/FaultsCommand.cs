using System.CommandLine;
using Kvv.Conformance.Faults;
using Kvv.ReferenceVendor;

namespace Kvv.Cli;

/// <summary><c>kvv faults</c>: the fault catalogue on the console.</summary>
internal static class FaultsCommand
{
    public static Command Create() => new("faults", "Show the faults that a failing run may name.") { List(), Show() };

    private static Command List()
    {
        var stage = new Option<FaultStage?>("--stage") { Description = "Only faults of one stage, for example toolCalls." };
        var injectable = new Option<bool>("--injectable") { Description = "Only faults that `kvv serve --faults` can play." };
        var fixtures = Fixtures();
        var command = new Command("list", "List faults: id, severity, title; + marks those that `kvv serve --faults` can play.") { stage, injectable, fixtures };
        command.SetAction(parsed => Run(parsed, parsed.GetValue(fixtures), catalogue =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var chosen = catalogue.Faults
                .Where(f => parsed.GetValue(stage) is not { } only || f.Stage == only)
                .Where(f => !parsed.GetValue(injectable) || ReferenceEndpoint.KnownFaults.ContainsKey(f.Id))
                .ToList();
            var width = chosen.Max(f => f.Id.Length);
            foreach (var group in chosen.GroupBy(f => f.Stage))
            {
                output.WriteLine(group.Key.Heading());
                foreach (var fault in group)
                    output.WriteLine($"  {(ReferenceEndpoint.KnownFaults.ContainsKey(fault.Id) ? '+' : ' ')} {fault.Id.PadRight(width)}  {fault.Severity.ToString().ToLowerInvariant(),-8}  {fault.Title}");
            }

            output.WriteLine($"{chosen.Count} faults. `kvv faults show ID` tells more about one.");
        }));
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("id") { Description = "Id of a fault, for example tc-finish-stop." };
        var fixtures = Fixtures();
        var command = new Command("show", "Show everything about one fault.") { id, fixtures };
        command.SetAction(parsed => Run(parsed, parsed.GetValue(fixtures), catalogue =>
        {
            foreach (var line in FaultText.Lines(catalogue.Get(parsed.GetValue(id)!), ReferenceEndpoint.PlayedFaults.GetValueOrDefault(parsed.GetValue(id)!)))
                parsed.InvocationConfiguration.Output.WriteLine(line);
        }));
        return command;
    }

    private static Option<string?> Fixtures() => new("--fixtures") { Description = "The fixtures folder; found above the working directory when left out." };

    private static int Run(ParseResult parsed, string? fixtures, Action<FaultCatalogue> show)
    {
        try
        {
            show(FaultCatalogue.Load(FixturesFolder.Find(fixtures)));
            return 0;
        }
        catch (Exception e) when (e is UnknownFaultException or FaultCatalogueException or IOException or UnauthorizedAccessException)
        {
            parsed.InvocationConfiguration.Error.WriteLine(e.Message);
            return 1;
        }
    }
}
