using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.RequestCheck;
using Kvv.ReferenceVendor.Text;
using Microsoft.AspNetCore.Http;

namespace Kvv.ReferenceVendor.Hosting;

/// <summary>Key, path and method, then the handler. What goes wrong in a handler is answered as this endpoint's own defect.</summary>
internal sealed class Router(ReferenceOptions options, string modelId, ChatHandler chat, RequestCounts counts)
{
    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var number = counts.Arrive(path);
        context.Response.Headers[ReferenceMarks.Header] = "1";
        try
        {
            await DispatchAsync(context, path.TrimEnd('/'), number);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The client went away in the middle; nobody is left to answer.
            context.Abort();
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await ErrorWriter.WriteAsync(context, new(BrokenRule.Defect, 500, $"Defect of the reference endpoint: {e.GetType().Name}: {e.Message}", Code: "reference_endpoint_defect"), counts);
        }
        finally
        {
            counts.Leave();
        }
    }

    private async Task DispatchAsync(HttpContext context, string path, int number)
    {
        if (!Authorized(context.Request))
            await ErrorWriter.WriteAsync(context, new(BrokenRule.Authentication, 401, "The API key is missing or wrong.", Code: "invalid_api_key"), counts);
        else if (path == "/v1/chat/completions")
            await ChatAsync(context, path, number);
        else if (path == "/v1/models" || path == $"/v1/models/{modelId}")
            await ModelsAsync(context, path);
        else
            await ErrorWriter.WriteAsync(context, new(BrokenRule.Transport, 404, $"There is nothing at {context.Request.Method} {path}.", Code: "unknown_url"), counts);
    }

    private async Task ChatAsync(HttpContext context, string path, int number)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await ErrorWriter.WriteAsync(context, new(BrokenRule.Transport, 405, "Chat completions are asked for with POST.", Code: "method_not_allowed") { Allow = "POST" }, counts);
            return;
        }

        if (context.Request.ContentType is { Length: > 0 } type && !IsJson(type))
        {
            await ErrorWriter.WriteAsync(context, new(BrokenRule.Transport, 415, "The body must be application/json.", Code: "unsupported_media_type"), counts);
            return;
        }

        var body = await BodyReader.ReadAsync(context.Request, context.RequestAborted);
        if (body is null)
        {
            await ErrorWriter.WriteAsync(context, new(BrokenRule.Transport, 413, $"The body is larger than {BodyReader.Limit} bytes.", Code: "request_too_large"), counts);
            return;
        }

        if (options.RecordRequests)
            counts.Record(number, path, Encoding.UTF8.GetString(body), context.Request.Headers);
        await chat.HandleAsync(context, body);
    }

    private async Task ModelsAsync(HttpContext context, string path)
    {
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            await ErrorWriter.WriteAsync(context, new(BrokenRule.Transport, 405, "Models are listed with GET.", Code: "method_not_allowed") { Allow = "GET" }, counts);
            return;
        }

        if (chat.Outage() is { } outage)
        {
            await ErrorWriter.WriteAsync(context, outage, counts);
            return;
        }

        var model = new JsonObject
        {
            ["id"] = modelId,
            ["object"] = "model",
            ["created"] = options.TimeProvider.GetUtcNow().ToUnixTimeSeconds(),
            ["owned_by"] = ReferenceMarks.Owner,
        };
        var body = path == "/v1/models" ? new JsonObject { ["object"] = "list", ["data"] = new JsonArray(model) } : model;
        counts.Answered(StatusCodes.Status200OK);
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body.ToJsonString(JsonText.Relaxed)), context.RequestAborted);
    }

    private bool Authorized(HttpRequest request)
    {
        if (options.ApiKey is not { } key)
            return true;
        var sent = Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString());
        return CryptographicOperations.FixedTimeEquals(sent, Encoding.UTF8.GetBytes($"Bearer {key}"));
    }

    private static bool IsJson(string contentType)
    {
        var type = contentType.Split(';')[0].Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }
}
