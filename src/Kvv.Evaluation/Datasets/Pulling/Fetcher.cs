using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Kvv.Evaluation.Datasets.Pulling;

/// <summary>
/// GET with bounded attempts: 408, 429 and 5xx, lost connections, silence and broken answers are tried again, after
/// <c>Retry-After</c> where the server says so. Redirects are followed by hand, because the token must stay with its host.
/// </summary>
internal sealed class Fetcher : IDisposable
{
    private const int MaxRedirects = 5;
    private static readonly Uri Hub = new("https://huggingface.co/");

    private readonly PullOptions _options;
    private readonly HttpClient _client;

    public Fetcher(PullOptions options)
    {
        _options = options;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = options.StallTimeout, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        _client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new("kvv-conformance", "0.1"));
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Fetches and reads an answer.</summary>
    /// <param name="uri">The address.</param>
    /// <param name="prepare">Adds headers to each attempt's request.</param>
    /// <param name="read">Reads an answer of status 2xx (or 416); what it throws as <see cref="BrokenAnswerException"/> is tried again.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RefusedException">The server refused for good.</exception>
    /// <exception cref="DatasetException">The last attempt failed too.</exception>
    public async Task<T> GetAsync<T>(Uri uri, Action<HttpRequestMessage>? prepare, Func<HttpResponseMessage, Body, Task<T>> read, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            string trouble;
            TimeSpan? asked = null;
            using var stall = new StallWatch(_options.StallTimeout, _options.Time, cancellationToken);
            try
            {
                using var response = await SendAsync(uri, prepare, stall);
                if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
                    return await read(response, new(response, stall));
                var (code, message) = await ReasonAsync(response, stall);
                trouble = $"status {(int)response.StatusCode}{(message.Length > 0 ? $", {message}" : "")}";
                if (response.StatusCode is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests) && (int)response.StatusCode < 500 || code == ViewerClient.TooBig)
                    throw new RefusedException(uri, (int)response.StatusCode, code, $"{Addresses.Shown(uri)} answers with {trouble}.");
                asked = RetryAfter(response);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or BrokenAnswerException)
            {
                trouble = e.Message;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                trouble = string.Create(CultureInfo.InvariantCulture, $"silence for {_options.StallTimeout.TotalSeconds:0.#} s");
            }

            await PauseAsync(uri, attempt, trouble, asked, cancellationToken);
        }
    }

    private async Task PauseAsync(Uri uri, int attempt, string trouble, TimeSpan? asked, CancellationToken cancellationToken)
    {
        const string remedy = "What is here already is kept: run the same command again to go on.";
        if (attempt >= _options.MaxAttempts)
            throw new DatasetException($"{Addresses.Shown(uri)} failed {attempt} times, the last time with: {trouble.TrimEnd('.')}. {remedy}");
        var wait = asked ?? TimeSpan.FromSeconds(Math.Min(60, _options.FirstWait.TotalSeconds * Math.Pow(2, attempt - 1)));
        if (wait > _options.LongestWait)
            throw new DatasetException(string.Create(CultureInfo.InvariantCulture, $"{Addresses.Shown(uri)} asks to wait {wait.TotalMinutes:0} minutes ({trouble.TrimEnd('.')}). {remedy}"));
        _options.Report(string.Create(CultureInfo.InvariantCulture, $"{Addresses.Shown(uri)}: {trouble.TrimEnd('.')}; trying again in {wait.TotalSeconds:0.#} s."));
        await (_options.Wait?.Invoke(wait, cancellationToken) ?? Task.Delay(wait, _options.Time, cancellationToken));
    }

    private async Task<HttpResponseMessage> SendAsync(Uri uri, Action<HttpRequestMessage>? prepare, StallWatch stall)
    {
        var trusted = Trusted(uri);
        var address = uri;
        for (var hop = 0; ; hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            prepare?.Invoke(request);
            if (trusted && Addresses.SameOrigin(uri, address))
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.Token);
            stall.Restart();
            var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stall.Token);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                return response;
            response.Dispose();
            var next = new Uri(address, location);
            if (hop == MaxRedirects || next.Scheme is not ("https" or "http") || (address.Scheme == "https" && next.Scheme != "https"))
                throw new RefusedException(uri, 310, null, $"{Addresses.Shown(uri)} redirects {(hop == MaxRedirects ? "without end" : $"to {Addresses.Shown(next)}, which is not https")}. Fetch the files by hand into the data set's folder.");
            address = next;
        }
    }

    private bool Trusted(Uri uri) =>
        _options.Token is not null
        && (uri.Scheme == "https" || uri.IsLoopback)
        && (Addresses.SameOrigin(uri, _options.Viewer) || Addresses.SameOrigin(uri, Hub));

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - _options.Time.GetUtcNow();
        return wait is { } span && span >= TimeSpan.Zero ? span : null;
    }

    /// <summary>The viewer says why in <c>X-Error-Code</c> and a JSON member <c>error</c>.</summary>
    private static async Task<(string? Code, string Message)> ReasonAsync(HttpResponseMessage response, StallWatch stall)
    {
        var code = response.Headers.TryGetValues("X-Error-Code", out var values) ? values.First() : null;
        var text = "";
        try
        {
            var body = await new Body(response, stall).BytesAsync(1 << 20);
            text = HostileJson.Parse(body)?.Text("error") ?? "";
        }
        catch (Exception e) when (e is JsonException or BrokenAnswerException)
        {
            // A page of HTML says nothing that a person wants to read here; the status is told.
        }

        return (code, string.Join(": ", new[] { code, text.Length > 300 ? text[..300] + "…" : text }.Where(t => !string.IsNullOrEmpty(t))));
    }
}
