using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Waivers;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints waivers and their tests.</summary>
internal static class WaiverPrinter
{
    private static readonly string[] Columns =
    [
        "id", "state", "holder", "serial", "deviceId", "application", "directive", "kind", "approver", "approvedBy", "grantor", "motive", "evidence",
        "documented", "blanket", "conditions", "validFrom", "expires", "grantedAt", "revokedOn", "revokedBy", "revokedWhy",
    ];

    public static Task PrintListAsync(IReadOnlyList<Waiver> waivers, DateOnly day, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        switch (format)
        {
            case OutputFormat.Json:
                return Records.WriteJsonAsync(waivers, (writer, waiver) => WaiverJson.Write(writer, waiver, day), terminal, cancellation);
            case OutputFormat.Csv:
                return Records.WriteCsvAsync(Columns, waivers.Select(waiver => Row(waiver, day)), terminal, cancellation);
            default:
                if (waivers.Count == 0)
                    return Task.CompletedTask;
                // Only what fits a narrow screen unbroken: an id that is cut in two can't be typed into the next command.
                var table = Tables.New("Id", "State", "Until", "For", "Application", "Directive", "Kind");
                foreach (var unbroken in table.Columns.Take(3))
                    unbroken.NoWrap = true;
                foreach (var waiver in waivers)
                {
                    table.AddRow(
                        Tables.Cell(waiver.Id),
                        new Markup(Mark(waiver.StateOn(day))),
                        Tables.Cell($"{waiver.Expires:yyyy-MM-dd}"),
                        Tables.Cell(For(waiver)),
                        Tables.Cell(waiver.Application ?? "any"),
                        Tables.Cell(waiver.Directive),
                        Tables.Cell(waiver.Kind));
                }

                terminal.Tables.Write(table);
                return Task.CompletedTask;
        }
    }

    public static Task PrintGrantedAsync(GrantedWaiver granted, DateOnly day, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        var waiver = granted.Waiver;
        if (format == OutputFormat.Json)
        {
            return Records.WriteOneAsync(
                writer =>
                {
                    writer.WriteStartObject();
                    writer.WritePropertyName("waiver");
                    WaiverJson.Write(writer, waiver, day);
                    writer.WritePropertyName("test");
                    WaiverJson.Write(writer, granted.Test);
                    writer.WriteEndObject();
                },
                terminal,
                cancellation);
        }

        terminal.Tables.Write(Tables.Line($"Registered {waiver.Id} for {For(waiver)}, from {waiver.ValidFrom:yyyy-MM-dd} to {waiver.Expires:yyyy-MM-dd}, under {waiver.Directive}."));
        if (waiver.ValidFrom < day)
            terminal.Tables.Write(Tables.Line($"It holds from a day before it was registered ({day:yyyy-MM-dd}); the ledger keeps both days."));
        Print(granted.Test, terminal);
        return Task.CompletedTask;
    }

    public static Task PrintRevokedAsync(Waiver waiver, DateOnly day, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        if (format == OutputFormat.Json)
            return Records.WriteOneAsync(writer => WaiverJson.Write(writer, waiver, day), terminal, cancellation);
        terminal.Tables.Write(Tables.Line($"Revoked {waiver.Id} for {For(waiver)}; from {waiver.Revocation!.On:yyyy-MM-dd} on it exempts from nothing."));
        return Task.CompletedTask;
    }

    public static Task PrintTestAsync(WaiverTestResult result, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        if (format == OutputFormat.Json)
            return Records.WriteOneAsync(writer => WaiverJson.Write(writer, result), terminal, cancellation);
        Print(result, terminal);
        return Task.CompletedTask;
    }

    private static void Print(WaiverTestResult result, Terminal terminal)
    {
        var verdicts = string.Join(", ", result.Lifts);
        terminal.Tables.Write(Tables.Line(result.Exempts
            ? $"Exempts under {result.Directive} on {result.AsOf:yyyy-MM-dd}: Exempt in place of {verdicts}."
            : result.Answer is { } answer
                ? $"Does not exempt under {result.Directive} on {result.AsOf:yyyy-MM-dd}: {answer} in place of {verdicts}."
                : $"Does not exempt under {result.Directive} on {result.AsOf:yyyy-MM-dd}."));
        foreach (var reason in result.Reasons)
            terminal.Tables.Write(Tables.Line($"  {reason}"));
    }

    private static string For(Waiver waiver) => (waiver.Holder, waiver.Serial ?? waiver.DeviceId) switch
    {
        (null, var device) => $"device {device}",
        (var holder, null) => holder,
        var (holder, device) => $"{holder} on {device}",
    };

    private static string Mark(WaiverState state) => state switch
    {
        WaiverState.Valid => "[green]✓ valid[/]",
        WaiverState.Expiring => "[yellow]▲ expiring[/]",
        WaiverState.NotBegun => "[blue]… not begun[/]",
        WaiverState.Expired => "[grey]– expired[/]",
        _ => "[red]✗ revoked[/]",
    };

    private static object?[] Row(Waiver waiver, DateOnly day) =>
    [
        waiver.Id,
        WaiverJson.Word(waiver.StateOn(day)),
        waiver.Holder,
        waiver.Serial,
        waiver.DeviceId,
        waiver.Application,
        waiver.Directive,
        waiver.Kind,
        waiver.Approver,
        waiver.ApprovedBy,
        waiver.Grantor,
        waiver.Motive,
        waiver.Evidence,
        YesNo(waiver.Documented),
        YesNo(waiver.Blanket),
        waiver.Conditions.OrderBy(condition => condition.Key, StringComparer.Ordinal).Select(condition => $"{condition.Key}={YesNo(condition.Value)}"),
        waiver.ValidFrom,
        waiver.Expires,
        waiver.GrantedAt,
        waiver.Revocation?.On,
        waiver.Revocation?.By,
        waiver.Revocation?.Why,
    ];

    private static string YesNo(bool? value) => value switch { true => "yes", false => "no", null => "" };
}
