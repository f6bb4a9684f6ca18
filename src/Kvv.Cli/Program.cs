using System.CommandLine;
using Kvv.Cli;

var root = new RootCommand("Conformance of OpenAI-compatible endpoints that serve open-weight models.")
{
    ServeCommand.Create(),
    ReportCommand.Create(),
    ExportCommand.Create(),
    PlanCommand.Create(),
    WatchCommand.Create(),
    MergeCommand.Create(),
    FaultsCommand.Create(),
    DatasetsCommand.Create(),
    SchemaCommand.Create(),
    BaselineCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
