using System.Text;
using System.Text.Json;
using Kvv.ReferenceVendor.Contract;
using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.Faults;
using Kvv.ReferenceVendor.RequestCheck;
using Kvv.ReferenceVendor.Text;
using Kvv.ReferenceVendor.Vision;
using Kvv.ReferenceVendor.Writer;
using Microsoft.AspNetCore.Http;

namespace Kvv.ReferenceVendor.Hosting;

/// <summary><c>POST /v1/chat/completions</c>: reads the body, runs the pipeline and sends what comes of it.</summary>
internal sealed class ChatHandler(ReferenceOptions options, VendorContract contract, ChatPipeline pipeline, RequestCounts counts)
{
    // Schemas nest two levels for each level of data; the deepest that Moonshot's subset allows has 30.
    private static readonly JsonDocumentOptions Parsing = new() { MaxDepth = 256 };

    private readonly PictureFetch _fetch = new(options.PictureAddresses);
    private readonly OccurrenceBook _occurrences = new();
    private readonly ConnectionBook _connections = new();
    private int _served;

    public async Task HandleAsync(HttpContext context, byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        var hash = StableHash.Of(body);
        using var document = Parse(body);
        var facts = CallFacts.Read(document?.RootElement ?? default, text, contract, hash);
        facts.Occurrence = options.RepeatsAnswers ? 0 : _occurrences.Next(hash);
        facts.Served = Interlocked.Increment(ref _served) - 1;
        facts.Concurrency = counts.InFlight;
        facts.Connection = _connections.Number(context.Connection.Id);
        if (pipeline.Hangs(facts))
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        if (pipeline.Intercept(facts) is { } outage)
            await ErrorWriter.WriteAsync(context, outage, counts);
        else if (document is null)
            await RefuseAsync(context, Refusal.Bad(BrokenRule.Syntax, "The request body is not valid JSON.", null, "invalid_json"), facts);
        else
            await AnswerAsync(context, document, facts);
    }

    /// <summary>The outage that also stops the other routes, while one is played.</summary>
    public Refusal? Outage() => pipeline.Intercept(new() { Served = Volatile.Read(ref _served), Concurrency = counts.InFlight });

    private async Task AnswerAsync(HttpContext context, JsonDocument document, CallFacts facts)
    {
        using var resolved = await _fetch.ResolveAsync(document, context.RequestAborted);
        var (refusal, reply) = pipeline.Run(resolved.RootElement, facts);
        if (refusal is not null)
            await ErrorWriter.WriteAsync(context, refusal, counts);
        else if (reply!.Call.Stream)
            await StreamAsync(context, reply, facts);
        else
            await WholeAsync(context, reply);
    }

    private async Task RefuseAsync(HttpContext context, Refusal refusal, CallFacts facts) =>
        await ErrorWriter.WriteAsync(context, pipeline.Review(refusal, facts) ?? refusal, counts);

    private async Task WholeAsync(HttpContext context, ChatReply reply)
    {
        if (options.TokenDelay > TimeSpan.Zero)
            await Task.Delay(options.TokenDelay * reply.Choices.Max(c => c.CompletionTokens), options.TimeProvider, context.RequestAborted);
        counts.Answered(StatusCodes.Status200OK);
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(WholeWriter.Write(reply).ToJsonString(JsonText.Relaxed)), context.RequestAborted);
    }

    private async Task StreamAsync(HttpContext context, ChatReply reply, CallFacts facts)
    {
        var frames = pipeline.Stream(reply, facts);
        counts.Answered(StatusCodes.Status200OK);
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        foreach (var frame in frames)
        {
            if (frame.IsToken && options.TokenDelay > TimeSpan.Zero)
                await Task.Delay(options.TokenDelay, options.TimeProvider, context.RequestAborted);
            await context.Response.Body.WriteAsync(frame.ToBytes(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private static JsonDocument? Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body, Parsing);
        }
        catch (JsonException)
        {
            // Malformed JSON is the client's mistake and answered as such.
            return null;
        }
    }
}
