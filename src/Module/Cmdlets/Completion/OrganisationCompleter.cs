using System.Management.Automation.Runspaces;
using TikTokBan.Authorities;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Sessions;

namespace TikTokBan.Cmdlets.Completion;

/// <summary>Completes organisations: of the authority profile that is named or lies beside the exports, else of this session's newest scan, else of the ledger's.</summary>
public sealed class OrganisationCompleter : ListCompleter
{
    private protected override IEnumerable<(string Text, string Tip)> Known(GivenArguments given)
    {
        var file = given.File("Authority") ?? (given.File("Exports") is { } exports ? Path.Combine(exports, "authority.yaml") : null);
        if (file is not null && File.Exists(file))
            return AuthorityProfile.Load(file).Organisations.Select(organisation => (organisation.Id, organisation.Name?.In("en") ?? organisation.Id));
        var scan = ModuleSession.Of(Runspace.DefaultRunspace).Latest
            ?? (given.Ledger() is { } ledger ? SynchronousWait.Within(Patience, stop => ledger.LoadScanAsync(given.Text("ScanId") ?? "latest", stop)) : null);
        return scan is null ? [] : scan.Summary.ByOrganisation.Where(row => row.Key.Length > 0).Select(row => (row.Key, row.Title));
    }
}
