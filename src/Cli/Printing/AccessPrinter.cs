using Spectre.Console;
using TikTokBan.Cli.Terminals;
using TikTokBan.Cli.Verbs;
using TikTokBan.Sources;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Access;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints what can be read of a tenant.</summary>
internal static class AccessPrinter
{
    public static async Task PrintAsync(
        TenantContext context, IReadOnlyList<SourceAccess> found, GrantPlan plan, AccessFormat format, Terminal terminal, CancellationToken cancellation)
    {
        switch (format)
        {
            case AccessFormat.Json:
                await Records.WriteOneAsync(writer => AccessJson.Write(writer, context, found, plan), terminal, cancellation).ConfigureAwait(false);
                break;
            case AccessFormat.Table:
                terminal.Tables.Write(Table(context, found));
                if (!plan.IsEmpty)
                {
                    await terminal.Out.WriteLineAsync("# To grant what is missing (--format az gives the same for the Azure CLI):").ConfigureAwait(false);
                    await terminal.Out.WriteAsync(plan.ToPowerShell()).ConfigureAwait(false);
                }

                break;
            default:
                await terminal.Out.WriteAsync(format == AccessFormat.Az ? plan.ToAz() : plan.ToPowerShell()).ConfigureAwait(false);
                break;
        }

        await terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
        await terminal.Error.WriteLineAsync(AccessSummary.Of(context, found)).ConfigureAwait(false);
    }

    public static async Task PrintListAsync(GrantPlan everything, AccessFormat format, Terminal terminal, CancellationToken cancellation)
    {
        switch (format)
        {
            case AccessFormat.Json:
                await Records.WriteOneAsync(writer => AccessJson.Write(writer, everything), terminal, cancellation).ConfigureAwait(false);
                break;
            case AccessFormat.Table:
                var table = Tables.New("Permission", "Needed for");
                foreach (var needed in everything.Permissions)
                    table.AddRow(Tables.Cell(needed.Permission), Tables.Cell(string.Join(", ", needed.Sources)));
                terminal.Tables.Write(table);
                break;
            default:
                await terminal.Out.WriteAsync(format switch
                {
                    AccessFormat.Az => everything.ToAz(),
                    AccessFormat.Markdown => PermissionTable.ToMarkdown(),
                    _ => everything.ToPowerShell(),
                }).ConfigureAwait(false);
                break;
        }

        await terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private static Table Table(TenantContext context, IReadOnlyList<SourceAccess> found)
    {
        var table = Tables.New("Source", "Kind", "State", "Missing permission", "Why");
        foreach (var source in found)
        {
            table.AddRow(
                Tables.Cell(SourceDescriptors.All.FirstOrDefault(descriptor => descriptor.Id == source.Source)?.Title ?? TenantAccess.TitleOfAct(source.Source) ?? source.Source),
                Tables.Cell(source.Source),
                new Markup(Mark(source)),
                Tables.Cell(string.Join(", ", context.IsDelegated ? source.MissingDelegated : source.MissingApplication)),
                Tables.Cell(source.Problem));
        }

        return table;
    }

    private static string Mark(SourceAccess source) => source.State switch
    {
        AccessState.Readable when source.IsForActing => "[green]✓ granted, by the token's permissions[/]",
        AccessState.Readable when source.Operations.Any(operation => operation is { WasAsked: true, IsOptional: false }) => "[green]✓ readable[/]",
        AccessState.Readable => "[green]✓ by the token's permissions[/]",
        AccessState.PermissionMissing => source.IsOptional ? "[yellow]✗ permission missing (optional)[/]" : "[red]✗ permission missing[/]",
        AccessState.LicenceMissing => "[grey]○ no licence[/]",
        AccessState.NotSupportedInCloud => "[grey]○ not in this cloud[/]",
        AccessState.NotProvisioned => "[yellow]▲ not set up[/]",
        AccessState.Unknown => "[yellow]? not known[/]",
        _ => "[red]✗ failed[/]",
    };
}
