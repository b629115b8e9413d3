using System.Globalization;
using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints a plan.</summary>
internal static class PlanPrinter
{
    public static async Task PrintAsync(RemovalPlan plan, RemedyMatrix remedies, string? language, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        switch (format)
        {
            case OutputFormat.Json:
                await terminal.Out.WriteLineAsync(PlanFile.ToJson(plan).AsMemory(), cancellation).ConfigureAwait(false);
                return;
            case OutputFormat.Markdown:
                foreach (var line in PlanDocument.Lines(plan, remedies, language ?? plan.Language))
                    await terminal.Out.WriteLineAsync(line.AsMemory(), cancellation).ConfigureAwait(false);
                return;
            default:
                Print(plan, remedies, language ?? plan.Language, terminal.Tables);
                return;
        }
    }

    private static void Print(RemovalPlan plan, RemedyMatrix remedies, string language, IAnsiConsole console)
    {
        if (plan.Block is { } block)
        {
            PrintBlock(plan, block, remedies, language, console);
            return;
        }

        var reach = plan.BlastRadius;
        console.Write(Tables.Line(string.Create(CultureInfo.InvariantCulture, $"Plan {plan.Id} for {plan.Authority ?? "an authority"}: {reach.Devices:N0} devices of {reach.People:N0} people, {reach.Share:P2} of a fleet of {reach.Fleet:N0}; {plan.Actions.Count:N0} actions, {plan.Notices.Count:N0} notices.")));
        console.Write(Tables.Line($"Hash {plan.Hash}; by {plan.Author}, to be applied until {plan.ExpiresAt:yyyy-MM-dd}."));
        PrintRings(plan, console);
        PlannedDevicePrinter.Print(plan, remedies, language, console);
        PrintControls(plan, remedies, language, console);
        PrintLeftOut(plan, language, console);
    }

    private static void PrintBlock(RemovalPlan plan, PlanBlock block, RemedyMatrix remedies, string language, IAnsiConsole console)
    {
        console.Write(Tables.Line($"Plan {plan.Id} to block {string.Join(", ", block.Applications)}: {string.Join(", ", block.Parts)}; {plan.Actions.Count} actions."));
        console.Write(Tables.Line($"Hash {plan.Hash}; by {plan.Author}, to be applied until {plan.ExpiresAt:yyyy-MM-dd}."));
        if (block.Group is { } group)
            console.Write(Tables.Line(string.Create(CultureInfo.InvariantCulture, $"For the group '{group.Name}': {group.Devices:N0} devices and {group.People:N0} people, {group.Excepted:N0} of them with a waiver{(block.Except is { } except ? $"; without those of '{except.Name}'" : "")}.")));
        if (plan.Actions.Count > 0)
        {
            var table = Tables.New("Ring", "Action", "What", "Target", "Reaches");
            foreach (var action in plan.Actions)
                table.AddRow(Tables.Number(action.Ring), Tables.Cell(action.Id), Tables.Cell(action.Kind), Tables.Cell(action.Target.Name), Tables.Cell(PlanReach.Of(plan, action)));
            console.Write(table);
        }

        if (block.Exchange is { } scripts)
            console.Write(Tables.Line($"Mail of {scripts.Senders} senders is held back for everybody in the tenant by the script beside the plan (SHA-256 {scripts.Sha256})."));
        PrintControls(plan, remedies, language, console);
        foreach (var sentence in block.NotPlanned)
            console.Write(Tables.Line(sentence));
        foreach (var one in block.ForPeople)
            console.Write(Tables.Line($"To be looked at by a person: the application '{one.Name}' ({one.AppId}). {one.Why}"));
    }

    private static void PrintRings(RemovalPlan plan, IAnsiConsole console)
    {
        if (plan.Rings.Count == 0)
            return;
        var table = Tables.New("Ring", "Devices", "Platforms", "Actions");
        foreach (var ring in plan.Rings)
        {
            table.AddRow(
                Tables.Cell(ring.Number.ToString(CultureInfo.InvariantCulture) + (ring.Canary ? " canary" : ring.Devices == 0 ? " whole tenant" : "")),
                Tables.Number(ring.Devices),
                Tables.Cell(string.Join(", ", ring.ByPlatform.Select(pair => $"{PlatformNames.Of(pair.Key)} {pair.Value}"))),
                Tables.Number(plan.Actions.Count(action => action.Ring == ring.Number)));
        }

        console.Write(table);
    }

    private static void PrintControls(RemovalPlan plan, RemedyMatrix remedies, string language, IAnsiConsole console)
    {
        var used = plan.Actions.Select(action => action.Control).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (used.Count == 0)
            return;
        var table = Tables.New("Control", plan.Block is null ? "Devices" : "Reaches", "Achieves", "Left to a person");
        foreach (var control in remedies.Controls.Where(control => used.Contains(control.Id)))
        {
            table.AddRow(
                Tables.Cell(control.Title.In(language)),
                control.TenantWide ? Tables.Cell("everybody in the tenant") : plan.Block?.Group is { } group ? Tables.Cell($"the group '{group.Name}'") : Tables.Number(plan.BlastRadius.ByControl.GetValueOrDefault(control.Id)),
                Tables.Cell(control.Achieves.Count == 0 ? "hastens the others" : string.Join(", ", control.Achieves.Select(Parsing.Word))),
                Tables.Cell(control.Left.In(language)));
        }

        console.Write(table);
    }

    private static void PrintLeftOut(RemovalPlan plan, string language, IAnsiConsole console)
    {
        var open = plan.LeftOut.Where(left => left.Verdict is Verdict.Violation or Verdict.RemoveBy or Verdict.Block).ToList();
        var other = plan.LeftOut.Count - open.Count;
        if (open.Count > 0)
        {
            console.Write(Tables.Line($"Left to people: {open.Count} cases that the directive wants gone and no program may or can act on."));
            var table = Tables.New("Reason", "Cases", "For example");
            foreach (var reason in open.GroupBy(left => left.Reason).OrderBy(group => group.Key))
                table.AddRow(Tables.Cell(LeftOutText.Of(reason.Key, language)), Tables.Number(reason.Count()), Tables.Cell(reason.Select(left => left.Device ?? left.Exposure).First()));
            console.Write(table);
        }

        if (other > 0)
            console.Write(Tables.Line($"{other} cases are not acted on, because their verdict is Review, Advise, Exempt, OutOfScope or NotInForce."));
    }
}
