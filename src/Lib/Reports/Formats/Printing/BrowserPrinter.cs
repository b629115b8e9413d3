using System.ComponentModel;
using System.Diagnostics;

namespace TikTokBan.Reports.Formats.Printing;

/// <summary>Has a browser print a page: in a profile of its own, without any network, within a bounded time.</summary>
/// <param name="program">The browser.</param>
/// <param name="patience">After this it is ended.</param>
internal sealed class BrowserPrinter(string program, TimeSpan patience)
{
    /// <summary>Long enough for some hundred pages on a slow machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Prints it.</summary>
    /// <param name="page">The page's file.</param>
    /// <param name="target">The file to write.</param>
    /// <param name="profile">A folder that the browser may fill.</param>
    /// <param name="cancellationToken">Ends the browser.</param>
    /// <exception cref="UnusableInputException">It could not be started, did not end in time, or printed nothing.</exception>
    public async Task PrintAsync(string page, string target, string profile, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        using var browser = Start(page, target, profile);
        // What it says is about its own set-up and names paths of the machine, so it is read and dropped.
        var said = Task.WhenAll(browser.StandardOutput.ReadToEndAsync(CancellationToken.None), browser.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await browser.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            End(browser);
            await browser.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw Failed("did not end in time");
        }
        finally
        {
            End(browser);
        }

        await said.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (browser.ExitCode != 0)
            throw Failed(FormattableString.Invariant($"ended with status {browser.ExitCode}"));
        if (!File.Exists(target))
            throw Failed("wrote no file");
    }

    private Process Start(string page, string target, string profile)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, CreateNoWindow = true };
        foreach (var argument in Arguments(page, target, profile))
            start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start) ?? throw Failed("could not be started");
        }
        catch (Win32Exception refused)
        {
            throw Failed("could not be started", refused);
        }
    }

    // Names resolve to nothing and every connection goes to a port where nobody listens, so whatever a page asks for, nothing leaves.
    private static IEnumerable<string> Arguments(string page, string target, string profile)
    {
        string[] arguments =
        [
            "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-extensions", "--disable-default-apps", "--disable-breakpad", "--disable-quic", "--mute-audio",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>", "--user-data-dir=" + profile,
            "--user-agent=TikTokBan", "--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf", "--print-to-pdf=" + target,
        ];
        // Chromium refuses to run as root with its sandbox, and the small shared memory of a container is too small for it.
        string[] ofLinux = !OperatingSystem.IsLinux() ? [] : Environment.IsPrivilegedProcess ? ["--disable-dev-shm-usage", "--no-sandbox"] : ["--disable-dev-shm-usage"];
        return [.. arguments, .. ofLinux, new Uri(page).AbsoluteUri];
    }

    private static void End(Process browser)
    {
        try
        {
            browser.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private UnusableInputException Failed(string what, Exception? inner = null) => new(
        InputProblem.ProgramMissing,
        $"report.pdf could not be printed: {Path.GetFileName(program)} {what}; name another Chromium, Chrome or Edge in {BrowserProgram.Variable}, or leave pdf out and print report.html",
        inner: inner);
}
