using System.CommandLine;
using Kvv.Cli;

var root = new RootCommand("Conformance of OpenAI-compatible endpoints that serve open-weight models.")
{
    ServeCommand.Create(),
    ReportCommand.Create(),
    ExportCommand.Create(),
    PlanCommand.Create(),
    DatasetsCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
