using System.CommandLine;
using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Tenants;
using TikTokBan.Cli.Terminals;
using TikTokBan.Directives;
using TikTokBan.Reports.Handover;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>waiver import</c>: registers what a SharePoint list holds and the register doesn't.</summary>
internal static class WaiverImportVerb
{
    private static readonly string[] Columns = ["item", "id", "state", "sentence"];

    public static Command Create(Terminal terminal)
    {
        var site = PublishVerb.Site();
        var list = WaiverExportVerb.List();
        var directives = CommonOptions.OwnDirectives();
        var whatIf = new Option<bool>("--what-if") { Description = "Only say what would be registered." };
        var insist = new Option<bool>("--without-effect") { Description = "Register waivers although their directive knows no exception: the judge then answers Review, never Exempt." };
        var catalogue = CommonOptions.OwnCatalogue();
        var ledger = CommonOptions.Ledger();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json);
        var reach = new TenantOptionSet();
        var verb = new Verb(
            "import",
            "Registers the waivers of a SharePoint list that the ledger doesn't have, by the rules of 'waiver grant'. What is registered stays as it is. Ends with status 4 when an item can't be registered or says something else.",
            "waiver import --site https://agency.sharepoint.com/sites/council --list Waivers --tenant agency.example --managed-identity --what-if")
        {
            site, list, directives, whatIf, insist, catalogue, ledger, format,
        };
        reach.AddTo(verb);
        verb.SetAction(async (parse, cancellation) =>
        {
            var own = parse.GetValue(directives)!.Select(DirectiveLookup.Find).ToDictionary(directive => directive.Id, StringComparer.Ordinal);
            var options = new WaiverImport
            {
                Register = WaiverVerb.Register(parse, ledger),
                Directives = id => own.TryGetValue(id, out var known) ? known : DirectiveSet.Load(ProductFiles.Directives).Find(id),
                Applications = WaiverVerb.Applications(parse, catalogue),
                WithoutEffect = parse.GetValue(insist),
                Agree = parse.GetValue(whatIf) ? (_, _) => Task.FromResult(false) : null,
            };
            var session = await TenantConnection.OpenAsync(reach, parse, terminal, cancellation).ConfigureAwait(false);
            await using var _ = session.ConfigureAwait(false);
            var imported = await WaiverList.ImportAsync(new WaiverListTarget(session, parse.GetValue(site)!, parse.GetValue(list)!), options, cancellation).ConfigureAwait(false);
            await PrintAsync(imported, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            return (int)(imported.Any(item => item.State is ImportedWaiverState.Refused or ImportedWaiverState.Changed) ? ExitStatus.Incomplete : ExitStatus.Done);
        });
        return verb;
    }

    private static async Task PrintAsync(IReadOnlyList<ImportedWaiver> imported, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        if (format == OutputFormat.Json)
        {
            await Records.WriteJsonAsync(Columns, imported.Select(item => new object?[] { item.Item, item.Id, Word(item.State), item.Sentence }), terminal, cancellation).ConfigureAwait(false);
            return;
        }

        var table = Tables.New("Item", "Waiver", "State");
        foreach (var item in imported)
            table.AddRow(Tables.Cell(item.Item), Tables.Cell(item.Id ?? ""), Tables.Cell(Shown(item.State)));
        if (imported.Count > 0)
            terminal.Tables.Write(table);
        foreach (var item in imported.Where(item => item.Sentence is not null))
            await terminal.Error.WriteLineAsync(Tables.Printable(item.Sentence!)).ConfigureAwait(false);
        await terminal.Error.WriteLineAsync(imported.Count == 0 ? "The list holds no item." : $"{imported.Count(item => item.State == ImportedWaiverState.Registered)} of {imported.Count} items were registered.").ConfigureAwait(false);
    }

    private static string Shown(ImportedWaiverState state) => state switch
    {
        ImportedWaiverState.Registered => "✓ registered",
        ImportedWaiverState.AlreadyRegistered => "= already registered",
        ImportedWaiverState.Changed => "≠ differs",
        ImportedWaiverState.Past => "– past",
        ImportedWaiverState.Left => "… would be registered",
        _ => "✗ refused",
    };

    private static string Word(ImportedWaiverState state) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
