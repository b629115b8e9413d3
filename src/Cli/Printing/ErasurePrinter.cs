using System.Globalization;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Cli.Printing;

/// <summary>Says what an erasure would concern, or what it did. No names.</summary>
internal static class ErasurePrinter
{
    /// <summary>Refuses to destroy anything that nobody agreed to.</summary>
    public static void Demand(bool isAgreed)
    {
        if (!isAgreed)
            throw new UnusableInputException("what is erased can't be read by anybody any more; look with --what-if, then agree with --confirm");
    }

    public static async Task<int> PreviewAsync(ErasurePreview preview, Terminal terminal)
    {
        await PrintAsync(preview, terminal).ConfigureAwait(false);
        foreach (var hold in preview.Holds)
            await terminal.Error.WriteLineAsync(hold).ConfigureAwait(false);
        await terminal.Error.WriteLineAsync("Nothing was erased.").ConfigureAwait(false);
        return (int)ExitStatus.Done;
    }

    public static async Task<int> DoneAsync(ErasureOutcome outcome, Terminal terminal)
    {
        await PrintAsync(outcome.Done, terminal).ConfigureAwait(false);
        await terminal.Error.WriteLineAsync(outcome.Event == 0
            ? "There was nothing to erase."
            : string.Create(CultureInfo.InvariantCulture, $"Erased; event {outcome.Event} records it. Backups that were made before still hold the keys.")).ConfigureAwait(false);
        if (outcome.Remaining is { } remaining)
            await terminal.Error.WriteLineAsync(remaining).ConfigureAwait(false);
        return (int)ExitStatus.Done;
    }

    private static async Task PrintAsync(ErasurePreview preview, Terminal terminal)
    {
        await Line("Subjects", Counted(preview.Subjects)).ConfigureAwait(false);
        await Line("Devices that only they used", Counted(preview.Devices)).ConfigureAwait(false);
        if (preview.PersonCases > 0)
            await Line("Cases of people that name the device and stay", $"{Number(preview.PersonCases)}; people: {Counted(preview.People)}; erase those by the person's name").ConfigureAwait(false);
        await Line("Keys", Number(preview.Keys)).ConfigureAwait(false);
        await Line("Months", string.Join(", ", preview.Months)).ConfigureAwait(false);
        await Line("Sealed parts", Number(preview.Parts)).ConfigureAwait(false);
        await Line("Scans", string.Join(", ", preview.Scans)).ConfigureAwait(false);
        await Line("Waivers", string.Join(", ", preview.Waivers)).ConfigureAwait(false);
        await Line("Plans", string.Join(", ", preview.Plans)).ConfigureAwait(false);
        await Line("Entries of journals", Number(preview.Entries)).ConfigureAwait(false);
        await Line("Documents sealed anew without them", Number(preview.Documents)).ConfigureAwait(false);

        Task Line(string name, string text) => text.Length == 0 ? Task.CompletedTask : terminal.Out.WriteLineAsync($"{name}: {text}");
    }

    private static string Counted(IReadOnlyList<long> numbers) => numbers.Count == 0
        ? ""
        : $"{Number(numbers.Count)} ({(numbers.Count == 1 ? "number" : "numbers")} {string.Join(", ", numbers.Select(Number))})";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
