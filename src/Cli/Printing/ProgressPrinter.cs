using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints how far plans have come.</summary>
internal static class ProgressPrinter
{
    public static async Task PrintAsync(IReadOnlyList<RemovalProgress> plans, bool whole, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        if (format == OutputFormat.Json)
        {
            await Records.WriteJsonAsync(plans, Write, terminal, cancellation).ConfigureAwait(false);
            return;
        }

        if (plans.Count == 0)
            await terminal.Error.WriteLineAsync("No plan was begun with this ledger yet; 'tiktokban apply FILE' begins one.").ConfigureAwait(false);
        else if (whole)
            plans.ToList().ForEach(plan => PrintOne(plan, terminal.Tables));
        else
            PrintList(plans, terminal.Tables);
    }

    private static void PrintList(IReadOnlyList<RemovalProgress> plans, IAnsiConsole console)
    {
        var table = Tables.New("Plan", "State", "What was done", "Devices acted on", "Deadline", "What is next");
        foreach (var plan in plans)
            table.AddRow(Tables.Cell(plan.Plan), Tables.Cell(StateOf(plan)), Tables.Cell(ProgressSentence.OfActions(plan)), Tables.Cell(plan.Devices > 0 ? $"{plan.ActedOn} of {plan.Devices}" : ""), Tables.Cell(Deadline(plan)), Tables.Cell(plan.Next));
        console.Write(table);
    }

    private static void PrintOne(RemovalProgress plan, IAnsiConsole console)
    {
        console.Write(Tables.Line($"Plan {plan.Plan} for {plan.Authority ?? "an authority"}: {StateOf(plan)}; {ProgressSentence.OfActions(plan)}{(plan.Devices > 0 ? $"; {plan.ActedOn} of {plan.Devices} devices acted on" : "")}."));
        if (plan.LastRun is { } run)
            console.Write(Tables.Line($"Last run {run.Number} ({Parsing.Word(run.Purpose)}) by {run.Operator ?? "nobody known"} on {run.Host}, {Time(run.Begun)}{(run.Ended is { } ended ? " to " + Time(ended) : ", not ended")}. {run.Sentence}".TrimEnd()));
        console.Write(Tables.Line($"Deadline: {Deadline(plan)}"));
        var rings = Tables.New("Ring", "State", "Devices", "Actions", "Finished", "Failed", "Waiting");
        foreach (var ring in plan.Rings)
            rings.AddRow(Tables.Number(ring.Number), Tables.Cell(Words(ring.State.ToString())), Tables.Number(ring.Devices), Tables.Number(ring.Actions), Tables.Number(ring.Finished), Tables.Number(ring.Failed), Tables.Number(ring.Pending));
        console.Write(rings);
        if (plan.SeenAt is { } seen)
            console.Write(Tables.Line($"Looked at on {Time(seen)}: {ProgressSentence.OfSeen(plan)}."));
        if (plan.Skipped.Count > 0)
        {
            var skipped = Tables.New("Skipped", "Why");
            foreach (var reason in plan.Skipped)
                skipped.AddRow(Tables.Cell($"{reason.Count} {(reason.Count == 1 ? "action" : "actions")}"), Tables.Cell(reason.Sentence));
            console.Write(skipped);
        }

        if (plan.LeftOut.Count > 0)
        {
            var left = Tables.New("Device left out", "Why");
            foreach (var device in plan.LeftOut)
                left.AddRow(Tables.Cell(device.Id), Tables.Cell(device.Sentence));
            console.Write(left);
        }

        console.Write(Tables.Line(plan.Next));
    }

    private static string StateOf(RemovalProgress plan) => plan.TakenBack switch
    {
        TakenBack.Partly => "partly taken back",
        _ => Words(plan.State.ToString()),
    };

    private static string Deadline(RemovalProgress plan) => plan.Deadline is not { } day ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}, {(plan.DaysLeft < 0 ? $"{-plan.DaysLeft} days ago" : $"{plan.DaysLeft} days left")}{(plan.Late > 0 ? $", {plan.Late} actions late" : "")}");

    // "NotBegun" as people write it.
    private static string Words(string name) => string.Concat(name.Select((letter, index) => char.IsUpper(letter) ? (index == 0 ? "" : " ") + char.ToLowerInvariant(letter) : letter.ToString()));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter writer, RemovalProgress plan) => JsonSerializer.Serialize(writer, plan, ProgressJson.Form);
}
