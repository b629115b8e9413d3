using System.CommandLine;
using System.Globalization;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Tenants;
using TikTokBan.Cli.Terminals;
using TikTokBan.Cli.Verbs.Ledgers;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Ledger.Queues;
using TikTokBan.Waivers;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>work</c>: scans the tenants of a ledger's queue, one after the other, beside any number of other workers.</summary>
internal static class WorkVerb
{
    public static Command Create(Terminal terminal)
    {
        var settings = new Option<string>("--settings") { Description = "Folder with the authority profiles, and folders of exports, that the queue names.", HelpName = "DIR", Required = true };
        var wait = new Option<int?>("--wait") { Description = "Go on for ever: look again after so many seconds when nothing is due. Default: end then.", HelpName = "SECONDS" };
        wait.Validators.Add(Parsing.AtLeastOne);
        var hold = new Option<int>("--hold") { Description = "Seconds after which others take over the tenant of a worker that says nothing.", HelpName = "SECONDS", DefaultValueFactory = _ => 120 };
        hold.Validators.Add(Parsing.AtLeastOne);
        var name = new Option<string?>("--name") { Description = "Name of this worker; no other may have it. Default: machine and process.", HelpName = "NAME" };
        var language = CommonOptions.Language();
        var ledger = CommonOptions.Ledger();
        var reach = new TenantOptionSet();
        var verb = new Verb(
            "work",
            "Scans the tenants of the ledger's queue that are due, one after the other, and keeps each scan in its authority's ledger. Any number of workers share a queue; one that stops is taken over.",
            "work --settings ./authorities --certificate ./app.pfx --client-id 716c0000-0000-4000-8000-0000000000c1 --ledger 'postgres://worker1@db.agency.example/tiktokban'",
            "work --settings ./authorities --managed-identity --wait 60")
        {
            settings, wait, hold, name, language, ledger,
        };
        reach.AddTo(verb, withTenant: false);
        verb.SetAction(async (parse, cancellation) =>
        {
            var folder = parse.GetValue(settings)!;
            if (!Directory.Exists(folder))
                throw new UnusableInputException(InputProblem.ArgumentUnusable, "there is no such folder; give the one with the authority profiles", folder);
            if (!reach.Ways.Any(way => parse.GetResult(way) is { Implicit: false }))
                throw new UnusableInputException($"say how the worker signs in: give one of {string.Join(", ", reach.Ways.Select(way => way.Name))}");
            var location = CommonOptions.LedgerToRead(parse, ledger);
            var holder = parse.GetValue(name) ?? string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");
            var worker = new ScanWorker(new ScanTasks(location), holder, TimeSpan.FromSeconds(parse.GetValue(hold)), TimeProvider.System);
            var done = await worker.RunAsync(
                async (claim, stop) =>
                {
                    try
                    {
                        var settingsOf = WorkSettings.Read(claim.Settings, claim.Tenant).In(folder);
                        var scan = await ScanOneAsync(claim, location.Of(claim.Authority), settingsOf, parse.GetValue(language)!, () => TenantConnection.OpenAsync(reach, parse, terminal, stop, claim.Tenant), stop).ConfigureAwait(false);
                        await SayAsync(terminal, $"{claim.Authority}: {claim.Tenant} was scanned; kept as {scan}.").ConfigureAwait(false);
                        return scan;
                    }
                    catch (Exception problem) when (problem is not OperationCanceledException)
                    {
                        await SayAsync(terminal, $"{claim.Authority}: {claim.Tenant} could not be scanned: {problem.Message}").ConfigureAwait(false);
                        throw;
                    }
                },
                parse.GetValue(wait) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                unreachable => SayAsync(terminal, $"The queue can't be asked, and is waited for: {unreachable.Message}"),
                cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Tenants scanned: {done.Kept}; not scanned: {done.Failed}; taken over by other workers: {done.Lost}. 'tiktokban ledger queue list' says how each stands.")).ConfigureAwait(false);
            return (int)(done.Failed + done.Lost == 0 ? ExitStatus.Done : ExitStatus.Incomplete);
        });
        return verb;
    }

    // At once, since who looks at the log of a worker that works for ever can't wait for its end.
    private static async Task SayAsync(Terminal terminal, string sentence)
    {
        await terminal.Error.WriteLineAsync(sentence).ConfigureAwait(false);
        await terminal.Error.FlushAsync().ConfigureAwait(false);
    }

    private static async Task<string> ScanOneAsync(
        ScanClaim claim, LedgerLocation location, WorkSettings settings, string language, Func<Task<TikTokBan.Tenants.TenantSession>> open, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetLocalNow();
        var ledger = new EvidenceLedger(location);
        var session = await open().ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        var outcome = await TenantScan.RunAsync(
            new TenantScanRequest
            {
                Session = session,
                Exports = settings.Exports,
                Authority = settings.Authority,
                Directive = settings.Directive,
                AsOf = DateOnly.FromDateTime(started.Date),
                Language = language,
                AlsoRead = async (judgedBy, stop) => await LedgerWaivers.OpenAsync(ledger, judgedBy.Id, stop).ConfigureAwait(false),
            },
            null,
            cancellation).ConfigureAwait(false);
        var run = new ScanRun(started, TimeProvider.System.GetUtcNow(), outcome.ProfileHash, Product.NameAndVersion) { Actor = outcome.Actor ?? claim.Holder, Permissions = outcome.Permissions };
        return (await ledger.SaveScanAsync(outcome.Scan, run, claim, cancellation).ConfigureAwait(false)).Id;
    }
}
