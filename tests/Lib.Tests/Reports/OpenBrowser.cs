namespace TikTokBan.Tests.Reports;

/// <summary>One browser for all tests of a class, as starting one takes longer than most of them. Each test gets it as if it were new.</summary>
public sealed class OpenBrowser : IAsyncLifetime
{
    private Browser? _browser;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _browser?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    /// <summary>The browser; a test that asks for it is skipped where there is none.</summary>
    internal async Task<Browser> Get()
    {
        _browser ??= await Browser.Start();
        await _browser.AllowScripts(true);
        _browser.Said.Clear();
        _browser.Requests.Clear();
        return _browser;
    }
}
