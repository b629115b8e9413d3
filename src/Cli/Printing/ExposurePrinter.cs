using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Exposures;
using TikTokBan.Ledger;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints a scan's exposures on standard output.</summary>
internal static class ExposurePrinter
{
    private static readonly string[] Columns =
    [
        "id", "verdict", "deadline", "application", "class", "conducts", "confidence", "organisation", "deviceId", "deviceName", "platform",
        "person", "department", "firstSeen", "lastSeen", "sources", "directive", "rule", "basis", "reasons", "missing",
    ];

    public static async Task PrintAsync(ScanResult scan, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        switch (format)
        {
            case OutputFormat.Json:
                await terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
                await ScanJson.WriteScanAsync(scan, terminal.OutStream, indented: true, cancellation).ConfigureAwait(false);
                await terminal.Out.WriteLineAsync().ConfigureAwait(false);
                break;
            case OutputFormat.Ndjson:
                await terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
                await ScanJson.WriteLinesAsync(scan.Exposures, terminal.OutStream, cancellation).ConfigureAwait(false);
                break;
            case OutputFormat.Csv:
                await Records.WriteCsvAsync(Columns, scan.Exposures.Select(Row), terminal, cancellation).ConfigureAwait(false);
                break;
            default:
                terminal.Tables.Write(Table(scan.Exposures));
                break;
        }

        await terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private static Table Table(IReadOnlyList<Exposure> exposures)
    {
        var table = Tables.New("Verdict", "Application", "Conduct", "Device", "Person", "Organisation", "Last seen", "Sure");
        foreach (var exposure in exposures)
        {
            table.AddRow(
                new Markup(Tables.Mark(exposure.Verdict)),
                Tables.Cell(exposure.Application),
                Tables.Cell(string.Join(", ", exposure.Conducts.Select(Parsing.Word))),
                Tables.Cell(DeviceOf(exposure)),
                Tables.Cell(exposure.Person?.UserPrincipalName ?? exposure.Person?.Id),
                Tables.Cell(exposure.Organisation),
                Tables.Cell($"{exposure.LastSeen?.UtcDateTime:yyyy-MM-dd}"),
                Tables.Cell(exposure.Confidence.ToString()));
        }

        return table;
    }

    private static string? DeviceOf(Exposure exposure) => exposure.Device is not { } device ? null
        : device.Name is { } name ? $"{name} ({device.Platform ?? "?"})"
        : device.Address ?? device.Id;

    private static object?[] Row(Exposure exposure) =>
    [
        exposure.Id,
        exposure.Verdict,
        exposure.Deadline,
        exposure.Application,
        exposure.Class,
        exposure.Conducts.Select(Parsing.Word),
        exposure.Confidence,
        exposure.Organisation,
        exposure.Device?.Id,
        exposure.Device?.Name,
        exposure.Device?.Platform,
        exposure.Person?.UserPrincipalName ?? exposure.Person?.Id,
        exposure.Person?.Department,
        exposure.FirstSeen,
        exposure.LastSeen,
        exposure.Evidence.Select(evidence => evidence.Source).Distinct(),
        exposure.Directive,
        exposure.Rule,
        exposure.Basis,
        exposure.Reasons,
        exposure.Missing,
    ];
}
