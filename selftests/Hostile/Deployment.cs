using System.Collections.Concurrent;
using Kvv.Conformance.Benchmarks.Reasoning;
using Kvv.ReferenceVendor;
using Kvv.SelfTests.Wire;
using Microsoft.AspNetCore.Http;

namespace Kvv.SelfTests.Hostile;

/// <summary>An answer that somebody wrote down.</summary>
/// <param name="To">What was asked.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record KeptAnswer(SeenRequest To, string ContentType, byte[] Body);

/// <summary>One way of serving the model, good or bad: a reference endpoint, and what it has answered so far.</summary>
internal sealed class Deployment : IBackroom, IAsyncDisposable
{
    public const string Model = "kimi-k2.6-reference";

    /// <summary>The key of a customer.</summary>
    public const string Key = "sk-of-a-customer-4711";

    private readonly ReferenceEndpoint _endpoint;
    private readonly Relay _relay;
    private readonly ConcurrentQueue<KeptAnswer> _answers = [];

    private Deployment(ReferenceEndpoint endpoint) => (_endpoint, _relay) = (endpoint, new(endpoint.BaseUrl));

    /// <summary>Its successful answers so far, for whoever memorises them.</summary>
    public IReadOnlyList<KeptAnswer> Answers => [.. _answers];

    /// <summary>Starts a deployment that knows the answers of a draw as far as its skill goes.</summary>
    public static async Task<Deployment> StartAsync(ulong seed, string faults = "", double skill = 1)
    {
        var fixtures = Path.Combine(RepositoryRoot.Path, "fixtures");
        return new(await ReferenceEndpoint.StartAsync(new ReferenceOptions
        {
            ProfilePath = Path.Combine(fixtures, "models", "kimi-k2.6.json"),
            AnswerKeyFolders = [Path.Combine(fixtures, "reasoning"), Path.Combine(fixtures, "multimodal"), Path.Combine(fixtures, "tool-call")],
            Answers = DrawnAnswers.For(seed),
            RehearsalFolders = [Path.Combine(fixtures, "agentic")],
            ApiKey = Key,
            Faults = faults,
            Skill = skill,
            ModelName = Model,
        }));
    }

    public async Task AnswerAsync(HttpContext context, SeenRequest seen, byte[] body)
    {
        using var response = await _relay.SendAsync(context, body);
        var answer = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString() ?? "";
        foreach (var (name, value) in Relay.Headers(response))
            context.Response.Headers[name] = value;
        if (response.IsSuccessStatusCode && seen.Prompt is not null)
            _answers.Enqueue(new(seen, context.Response.ContentType, answer));
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        _relay.Dispose();
        await _endpoint.DisposeAsync();
    }
}
