using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Tenants;
using TikTokBan.Cli.Terminals;
using TikTokBan.Reports.Handover;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>waiver export</c>: brings a SharePoint list up to the register.</summary>
internal static class WaiverExportVerb
{
    public static Command Create(Terminal terminal)
    {
        var site = PublishVerb.Site();
        var list = List();
        var ledger = CommonOptions.Ledger();
        var language = CommonOptions.Language();
        var reach = new TenantOptionSet();
        var verb = new Verb(
            "export",
            "Brings a SharePoint list up to the waivers of the ledger: makes it where there is none, adds and updates items, deletes nothing.",
            "waiver export --site https://agency.sharepoint.com/sites/council --list Waivers --tenant agency.example --managed-identity")
        {
            site, list, ledger, language,
        };
        reach.AddTo(verb);
        verb.SetAction(async (parse, cancellation) =>
        {
            var waivers = await WaiverVerb.ExistingRegister(parse, ledger).ListAsync(cancellation).ConfigureAwait(false);
            var session = await TenantConnection.OpenAsync(reach, parse, terminal, cancellation).ConfigureAwait(false);
            await using var _ = session.ConfigureAwait(false);
            var target = new WaiverListTarget(session, parse.GetValue(site)!, parse.GetValue(list)!) { Language = parse.GetValue(language)! };
            var exported = await WaiverList.ExportAsync(target, waivers, cancellation).ConfigureAwait(false);
            foreach (var refused in exported.Waivers.Where(waiver => waiver.Problem is not null))
                await terminal.Error.WriteLineAsync(Tables.Printable(refused.Problem!)).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync(
                $"The list {(exported.WasMade ? "was made" : "is up to date")}: {exported.Count(ExportedWaiverState.Added)} added, {exported.Count(ExportedWaiverState.Updated)} updated, {exported.Count(ExportedWaiverState.Unchanged)} unchanged"
                + (exported.Others.Count > 0 ? $"; {exported.Others.Count} of its items {(exported.Others.Count == 1 ? "isn't" : "aren't")} in the register, and stay." : ".")).ConfigureAwait(false);
            return (int)(exported.Count(ExportedWaiverState.Refused) > 0 ? ExitStatus.Incomplete : ExitStatus.Done);
        });
        return verb;
    }

    /// <summary>The option that names a list.</summary>
    public static Option<string> List() => new("--list") { Description = "Name of the list.", HelpName = "NAME", Required = true };
}
