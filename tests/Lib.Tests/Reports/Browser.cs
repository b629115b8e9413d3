using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TikTokBan.Tests.Reports;

/// <summary>
/// One page in an installed Chromium, driven by its own debugging protocol over a local socket: enough to measure and print a page,
/// without a driver of several hundred megabytes that every build would have to fetch.
/// </summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _answers = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _events = new();
    private string? _session;
    private int _last;
    private Task _reading = Task.CompletedTask;

    private Browser(Process process, string profile) => (_process, _profile) = (process, profile);

    /// <summary>What the page said on its console, and every address it asked for.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The browser of this machine, or null.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Programs.Select(name => Path.Combine(folder, name + (OperatingSystem.IsWindows() ? ".exe" : "")))).FirstOrDefault(File.Exists);

    public static async Task<Browser> Start()
    {
        Skip.If(Program is null, "no Chromium, Chrome or Edge is on the path of this machine");
        var profile = Directory.CreateTempSubdirectory("ttb-browser-").FullName;
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank",
        ];
        var process = Process.Start(new ProcessStartInfo(Program!, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var browser = new Browser(process, profile);
        string? line;
        const string Announcement = "DevTools listening on ";
        while ((line = await process.StandardError.ReadLineAsync().WaitAsync(Patience)) is not null && !line.StartsWith(Announcement, StringComparison.Ordinal))
        {
        }

        Assert.True(line is not null, "the browser ended before it listened");
        _ = process.StandardError.ReadToEndAsync();
        await browser._socket.ConnectAsync(new Uri(line[Announcement.Length..].Trim()), CancellationToken.None).WaitAsync(Patience);
        browser._reading = browser.Read();
        var target = await browser.Ask("Target.createTarget", new { url = "about:blank" });
        var attached = await browser.Ask("Target.attachToTarget", new { targetId = target["targetId"]!.GetValue<string>(), flatten = true });
        browser._session = attached["sessionId"]!.GetValue<string>();
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
            await browser.Ask(domain + ".enable");
        return browser;
    }

    /// <summary>Makes the window of an opened page another width in pixels.</summary>
    public Task Resize(int width) => Ask("Emulation.setDeviceMetricsOverride", new { width, height = 900, deviceScaleFactor = 1, mobile = width < 600 });

    /// <summary>Opens a file at a width in pixels, in light or dark.</summary>
    public async Task Open(string file, int width, bool dark = false)
    {
        await Resize(width);
        await Ask("Emulation.setEmulatedMedia", new { features = new[] { new { name = "prefers-color-scheme", value = dark ? "dark" : "light" } } });
        var loaded = _events["Page.loadEventFired"] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Ask("Page.navigate", new { url = new Uri(file).AbsoluteUri });
        await loaded.Task.WaitAsync(Patience);
    }

    /// <summary>The value of an expression, as JSON.</summary>
    public async Task<JsonNode?> Evaluate(string expression)
    {
        var answer = await Ask("Runtime.evaluate", new { expression, returnByValue = true, awaitPromise = true });
        Assert.True(answer["exceptionDetails"] is null, answer.ToJsonString());
        return answer["result"]!["value"];
    }

    /// <summary>Lets scripts of pages that are opened from now on run, or not.</summary>
    public Task AllowScripts(bool allow) => Ask("Emulation.setScriptExecutionDisabled", new { value = !allow });

    /// <summary>Presses a key with a name, such as Tab or Enter.</summary>
    public async Task Press(string key)
    {
        var code = key switch { "Tab" => 9, "Enter" => 13, "Space" => 32, "ArrowDown" => 40, _ => throw new ArgumentOutOfRangeException(nameof(key)) };
        var text = key switch { "Enter" => "\r", "Space" => " ", _ => "" };
        await Ask("Input.dispatchKeyEvent", new { type = text.Length > 0 ? "keyDown" : "rawKeyDown", key = key == "Space" ? " " : key, code = key, windowsVirtualKeyCode = code, text });
        await Ask("Input.dispatchKeyEvent", new { type = "keyUp", key = key == "Space" ? " " : key, code = key, windowsVirtualKeyCode = code });
    }

    /// <summary>Types into what has the focus.</summary>
    public Task Type(string text) => Ask("Input.insertText", new { text });

    public async Task<byte[]> Print() =>
        Convert.FromBase64String((await Ask("Page.printToPDF", new { preferCSSPageSize = true, printBackground = true }))["data"]!.GetValue<string>());

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _reading;
        _socket.Dispose();
        _process.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A child of the browser may still be letting go of it; the folder is a temporary one.
        }
    }

    private async Task<JsonNode> Ask(string method, object? parameters = null)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _answers[id] = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        var question = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = JsonSerializer.SerializeToNode(parameters ?? new { }) };
        if (_session is not null)
            question["sessionId"] = _session;
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(question), WebSocketMessageType.Text, true, CancellationToken.None);
        return await answer.Task.WaitAsync(Patience);
    }

    private async Task Read()
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                using var message = new MemoryStream();
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);

                if (message.Length > 0)
                    Take(JsonNode.Parse(message.ToArray())!);
            }
        }
        catch (WebSocketException)
        {
            // The browser was ended; nobody waits for an answer any more.
        }
    }

    private void Take(JsonNode message)
    {
        if (message["id"] is { } id)
        {
            if (_answers.TryRemove(id.GetValue<int>(), out var waiting))
            {
                if (message["error"] is { } error)
                    waiting.SetException(new InvalidOperationException(error.ToJsonString()));
                else
                    waiting.SetResult(message["result"]!);
            }

            return;
        }

        var method = message["method"]!.GetValue<string>();
        if (method is "Log.entryAdded" or "Runtime.consoleAPICalled" or "Runtime.exceptionThrown")
            Said.Enqueue(message["params"]!.ToJsonString());
        if (method == "Network.requestWillBeSent")
            Requests.Enqueue(message["params"]!["request"]!["url"]!.GetValue<string>());
        if (_events.TryGetValue(method, out var expected))
            expected.TrySetResult();
    }
}
