using System.Globalization;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Removal.Verifying;

/// <summary>Keeps what was seen in the plan's journal.</summary>
internal static class VerifyJournal
{
    // So that thousands of devices are not as many waits for the disk.
    private const int DevicesAtOnce = 200;

    public static async Task WriteAsync(VerifyRequest request, VerifyResult result, CancellationToken cancellationToken)
    {
        JournalEntry Entry(JournalStep step) => new() { At = request.Now, Step = step };
        var started = Entry(JournalStep.RunStarted) with { Purpose = RunPurpose.Verify, Operator = request.Operator, Product = request.Product };
        var run = await request.Journal.BeginAsync(request.Plan, started, cancellationToken).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            foreach (var seen in result.Devices.Chunk(DevicesAtOnce))
                await run.AppendAsync(Entry(JournalStep.DeviceVerified) with { Devices = [.. seen.Select(Journaled)] }, cancellationToken).ConfigureAwait(false);
            await run.AppendAsync(Entry(JournalStep.RunEnded) with { Sentence = Summary(result) }, cancellationToken).ConfigureAwait(false);
        }
    }

    private static JournaledDevice Journaled(VerifiedDevice seen) =>
        new(seen.Device, Words.Camel(seen.State.ToString()), seen.Sentence, seen.AsOf, seen.Application);

    private static string Summary(VerifyResult result)
    {
        var counts = result.Devices.GroupBy(seen => seen.State).OrderBy(state => state.Key)
            .Select(state => string.Create(CultureInfo.InvariantCulture, $"{Words.Camel(state.Key.ToString())} {state.Count()}"));
        return string.Join(", ", counts) + (result.Incomplete.Count == 0 ? "." : $". Not read in full: {string.Join("; ", result.Incomplete)}");
    }
}
