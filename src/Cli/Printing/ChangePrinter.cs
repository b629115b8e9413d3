using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Exposures.Comparison;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints what became of cases.</summary>
internal static class ChangePrinter
{
    private static readonly string[] Columns =
        ["change", "id", "application", "deviceId", "deviceName", "person", "organisation", "verdictBefore", "verdictAfter", "differences", "sourcesNotRead"];

    public static async Task PrintAsync(IReadOnlyList<ExposureChange> changes, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        switch (format)
        {
            case OutputFormat.Json:
                await Records.WriteJsonAsync(Columns, changes.Select(Row), terminal, cancellation).ConfigureAwait(false);
                break;
            case OutputFormat.Csv:
                await Records.WriteCsvAsync(Columns, changes.Select(Row), terminal, cancellation).ConfigureAwait(false);
                break;
            default:
                terminal.Tables.Write(Table(changes));
                break;
        }

        await terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private static Table Table(IReadOnlyList<ExposureChange> changes)
    {
        var table = Tables.New("Change", "Verdict", "Application", "Device", "Person", "What is different");
        foreach (var one in changes)
        {
            table.AddRow(
                Tables.Cell(one.Change.ToString()),
                new Markup(Tables.Mark(one.Exposure.Verdict)),
                Tables.Cell(one.Exposure.Application),
                Tables.Cell(one.Exposure.Device?.Name ?? one.Exposure.Device?.Id),
                Tables.Cell(one.Exposure.Person?.UserPrincipalName ?? one.Exposure.Person?.Id),
                Tables.Cell(Difference(one)));
        }

        return table;
    }

    private static string Difference(ExposureChange change) => change.Change == ChangeKind.Unseen
        ? "not read as well as then: " + string.Join(", ", change.SourcesNotRead)
        : string.Join("; ", change.Differences.Select(difference => difference.Fact == "missing" ? "other facts are missing" : difference.ToString()));

    private static object?[] Row(ExposureChange change) =>
    [
        change.Change,
        change.Id,
        change.Exposure.Application,
        change.Exposure.Device?.Id,
        change.Exposure.Device?.Name,
        change.Exposure.Person?.UserPrincipalName ?? change.Exposure.Person?.Id,
        change.Exposure.Organisation,
        change.Before?.Verdict,
        change.After?.Verdict,
        change.Differences.Select(difference => difference.ToString()),
        change.SourcesNotRead,
    ];
}
