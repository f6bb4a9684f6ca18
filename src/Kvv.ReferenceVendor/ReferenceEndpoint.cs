using System.Globalization;
using System.Net;
using Kvv.ReferenceVendor.Contract;
using Kvv.ReferenceVendor.Faults;
using Kvv.ReferenceVendor.Hosting;
using Kvv.ReferenceVendor.Mind;
using Kvv.ReferenceVendor.RequestCheck;
using Kvv.ReferenceVendor.Schemas;
using Kvv.ReferenceVendor.Vision;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kvv.ReferenceVendor;

/// <summary>
/// An OpenAI-compatible endpoint on loopback that plays a healthy deployment of a profile's model, or one with chosen faults.
/// Its answers are scripted: it proves what the suite can see, and says nothing about any vendor.
/// </summary>
public sealed class ReferenceEndpoint : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ReferenceEndpoint(WebApplication application, RequestCounts counts, string modelId, Uri baseUrl)
    {
        _application = application;
        RequestCounts = counts;
        ModelId = modelId;
        BaseUrl = baseUrl;
    }

    /// <summary>The address to use as base URL: <c>http://127.0.0.1:PORT/v1</c>.</summary>
    public Uri BaseUrl { get; }

    /// <summary>The id of the served model.</summary>
    public string ModelId { get; }

    /// <summary>What the endpoint has seen so far.</summary>
    public RequestCounts RequestCounts { get; }

    /// <summary>The ids of all faults that <see cref="ReferenceOptions.Faults"/> may name, with what a client sees of each.</summary>
    public static IReadOnlyDictionary<string, string> KnownFaults { get; } =
        FaultRegistry.Rows.ToDictionary(r => r.Id, r => r.Shows, StringComparer.Ordinal);

    /// <summary>The same faults with when they act.</summary>
    public static IReadOnlyDictionary<string, PlayedFault> PlayedFaults { get; } =
        FaultRegistry.Rows.ToDictionary(r => r.Id, r => new PlayedFault(r.Shows, r.Default, r.Unlike), StringComparer.Ordinal);

    /// <summary>Starts an endpoint; when the task ends, it accepts connections.</summary>
    /// <param name="options">What to play.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="ArgumentException">The fault specification names an unknown fault or condition, or the skill lies outside 0 to 1.</exception>
    /// <exception cref="InvalidDataException">The profile or an answer key cannot be read.</exception>
    /// <exception cref="IOException">The profile is absent, or the port is taken.</exception>
    public static async Task<ReferenceEndpoint> StartAsync(ReferenceOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.Skill is >= 0 and <= 1))
            throw new ArgumentException($"Skill is {options.Skill.ToString(CultureInfo.InvariantCulture)}; it must lie between 0 and 1.", nameof(options));
        var contract = VendorContract.Read(options.ProfilePath);
        var modelId = options.ModelName ?? contract.Name;
        var counts = new RequestCounts();
        var router = Router(options, contract, modelId, counts);
        var application = Application(options.Port, router);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }

        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new(application, counts, modelId, new Uri(address + "/v1"));
    }

    /// <summary>Stops listening and ends open connections.</summary>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _application.StopAsync(atOnce.Token);
        await _application.DisposeAsync();
    }

    private static Router Router(ReferenceOptions options, VendorContract contract, string modelId, RequestCounts counts)
    {
        ISchemaKnowledge schemas = new CompiledSchemas();
        var mind = new ScriptedMind(contract, schemas, AnswerKey.Load(options.AnswerKeyFolders, options.Answers), SightKey.Load(options.AnswerKeyFolders), ConversationKey.Load(options.AnswerKeyFolders), Rehearsals.Load(options.RehearsalFolders), options.Skill, options.Seed);
        var faults = FaultSpecification.Read(options.Faults, contract, options.Seed);
        var checker = new RequestChecker(contract, modelId, new SchemaCheck(schemas));
        var pipeline = new ChatPipeline(options, contract, modelId, checker, mind, faults);
        return new Router(options, modelId, new ChatHandler(options, contract, pipeline, counts), counts);
    }

    private static WebApplication Application(int port, Router router)
    {
        // The empty builder reads no configuration and no environment, and logs nothing.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Kvv.ReferenceVendor" });
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var application = builder.Build();
        application.Run(router.HandleAsync);
        return application;
    }
}
