using System.Globalization;
using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Exposures;
using TikTokBan.Removal.Verifying;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints what was seen of each device after a removal.</summary>
internal static class VerifiedPrinter
{
    private static readonly string[] Columns =
        ["plan", "ring", "device", "name", "platform", "application", "state", "asOf", "source", "lastContact", "actedAt", "sentence"];

    public static async Task PrintAsync(VerifyResult result, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        if (format == OutputFormat.Json)
            await Records.WriteJsonAsync(Columns, result.Devices.Select(Record), terminal, cancellation).ConfigureAwait(false);
        else if (format == OutputFormat.Csv)
            await Records.WriteCsvAsync(Columns, result.Devices.Select(Record), terminal, cancellation).ConfigureAwait(false);
        else
            Print(result, terminal);
        foreach (var source in result.Incomplete)
            await terminal.Error.WriteLineAsync(Tables.Printable($"Not read in full: {source}")).ConfigureAwait(false);
        await terminal.Error.WriteLineAsync(VerifiedSentence.Of(result)).ConfigureAwait(false);
    }

    private static object?[] Record(VerifiedDevice device) =>
    [
        device.Plan, device.Ring, device.Device, device.Name, device.Platform, device.Application, Parsing.Word(device.State),
        device.AsOf, device.Source, device.LastContact, device.ActedAt, device.Sentence,
    ];

    private static void Print(VerifyResult result, Terminal terminal)
    {
        if (result.Devices.Count == 0)
            return;
        var table = Tables.New("State", "Ring", "Device", "Application", "As of", "What it means");
        foreach (var device in result.Devices)
        {
            table.AddRow(
                Tables.Cell($"{Mark(device.State)} {Parsing.Word(device.State)}"),
                Tables.Number(device.Ring),
                Tables.Cell($"{device.Name ?? device.Device} ({PlatformNames.Of(device.Platform)})"),
                Tables.Cell(device.Application),
                Tables.Cell(device.AsOf is { } time ? time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "–"),
                Tables.Cell(device.Sentence));
        }

        terminal.Tables.Write(table);
    }

    private static string Mark(DeviceState state) => state switch
    {
        DeviceState.Gone => "✓",
        DeviceState.StillThere => "■",
        DeviceState.Blocked => "●",
        DeviceState.WaitingForCheckIn => "…",
        DeviceState.Left => "–",
        _ => "?",
    };
}
