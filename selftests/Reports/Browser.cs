using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>
/// Chromium without a window, driven over its debugging protocol (https://chromedevtools.github.io/devtools-protocol/). Where no
/// Chromium is installed, a test that needs it is ignored with the reason.
/// </summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    // For one command; a browser that is alive answers in milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private Task? _drained;
    private int _lastId;
    private string? _target;
    private string? _session;

    private Browser(Process process, string profile)
    {
        _process = process;
        _profile = profile;
    }

    /// <summary>What the page that is open logged as errors: refused scripts, broken policy, exceptions.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Starts a browser with an empty page.</summary>
    public static async Task<Browser> StartAsync()
    {
        var profile = Directory.CreateTempSubdirectory("kvv-selftest-browser-").FullName;
        var process = Launch(profile);
        if (process is null)
        {
            Directory.Delete(profile, recursive: true);
            Assert.Ignore($"No Chromium is installed here (looked for {string.Join(", ", Programs)}).");
        }

        var browser = new Browser(process!, profile);
        try
        {
            await browser.ConnectAsync();
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a page in a fresh tab as a screen of some width in one of the two colour schemes shows it.</summary>
    public async Task OpenAsync(string file, int width, bool dark)
    {
        await FreshTabAsync();
        await CallAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        await CallAsync("Emulation.setEmulatedMedia", new() { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }) });
        await CallAsync("Page.navigate", new() { ["url"] = new Uri(file).AbsoluteUri });
        await EvaluateAsync("new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))");
    }

    /// <summary>The value of an expression, promises awaited.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var answer = await CallAsync("Runtime.evaluate", new() { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        return answer["exceptionDetails"] is { } failure ? throw new InvalidOperationException(failure.ToJsonString()) : answer["result"]!["value"];
    }

    /// <summary>A picture of the whole page.</summary>
    public async Task<byte[]> PictureAsync()
    {
        var size = (await CallAsync("Page.getLayoutMetrics", []))["cssContentSize"]!;
        var clip = new JsonObject { ["x"] = 0, ["y"] = 0, ["width"] = size["width"]!.DeepClone(), ["height"] = Math.Min(12_000, (double)size["height"]!), ["scale"] = 1 };
        return Convert.FromBase64String((string)(await CallAsync("Page.captureScreenshot", new() { ["captureBeyondViewport"] = true, ["clip"] = clip }))["data"]!);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        if (_drained is not null)
            await _drained;
        _process.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException e)
        {
            // A helper process of the browser may still write; the folder lies in the system's temporary files.
            await TestContext.Out.WriteLineAsync($"{_profile} was left behind: {e.Message}");
        }
    }

    private static Process? Launch(string profile)
    {
        foreach (var program in Programs)
        {
            var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
            foreach (var argument in new[] { "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank" })
                start.ArgumentList.Add(argument);
            try
            {
                return Process.Start(start);
            }
            catch (System.ComponentModel.Win32Exception)
            {
                continue;
            }
        }

        return null;
    }

    private async Task ConnectAsync()
    {
        // Chromium says on its error stream where it listens.
        using var deadline = new CancellationTokenSource(Patience);
        const string announcement = "DevTools listening on ";
        string? address = null;
        while (address is null)
        {
            var line = await _process.StandardError.ReadLineAsync(deadline.Token) ?? throw new InvalidOperationException("Chromium ended before it listened.");
            if (line.StartsWith(announcement, StringComparison.Ordinal))
                address = line[announcement.Length..];
        }

        // A full pipe would stop it.
        _drained = Task.WhenAll(_process.StandardError.ReadToEndAsync(CancellationToken.None), _process.StandardOutput.ReadToEndAsync(CancellationToken.None));
        await _socket.ConnectAsync(new Uri(address), deadline.Token);
    }

    // A tab of its own: nothing that an earlier page said late is taken for this one's.
    private async Task FreshTabAsync()
    {
        var old = _target;
        _session = null;
        _target = (string)(await CallAsync("Target.createTarget", new() { ["url"] = "about:blank" }))["targetId"]!;
        if (old is not null)
            await CallAsync("Target.closeTarget", new() { ["targetId"] = old });
        _session = (string)(await CallAsync("Target.attachToTarget", new() { ["targetId"] = _target, ["flatten"] = true }))["sessionId"]!;
        Errors.Clear();
        foreach (var domain in new[] { "Page", "Runtime", "Log" })
            await CallAsync($"{domain}.enable", []);
    }

    private async Task<JsonNode> CallAsync(string method, JsonObject parameters)
    {
        var id = ++_lastId;
        var call = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session is not null)
            call["sessionId"] = _session;
        using var deadline = new CancellationTokenSource(Patience);
        await _socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(call.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, deadline.Token);
        while (true)
        {
            var message = await ReceiveAsync(deadline.Token);
            if ((string?)message["sessionId"] == _session)
                Note(message);
            if ((int?)message["id"] != id)
                continue;
            return message["error"] is { } error ? throw new InvalidOperationException($"{method}: {error.ToJsonString()}") : message["result"]!;
        }
    }

    private void Note(JsonNode message)
    {
        if ((string?)message["method"] == "Log.entryAdded" && (string?)message["params"]!["entry"]!["level"] == "error")
            Errors.Add((string)message["params"]!["entry"]!["text"]!);
        else if ((string?)message["method"] is "Runtime.exceptionThrown")
            Errors.Add(message["params"]!["exceptionDetails"]!.ToJsonString());
        else if ((string?)message["method"] is "Page.javascriptDialogOpening")
            Errors.Add("a dialog opened");
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken deadline)
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, deadline);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }
}
