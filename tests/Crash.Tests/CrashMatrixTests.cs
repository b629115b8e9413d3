using System.Collections.Concurrent;
using System.Globalization;
using TikTokBan.Removal.Journals;
using Xunit.Abstractions;

namespace TikTokBan.Crash.Tests;

/// <summary>
/// A process is killed around each entry of the journal and each request; another takes its work up. A spread of points is
/// tried: as many as <c>TIKTOKBAN_CRASH_MATRIX</c> says, or all of them where it is <c>full</c>.
/// </summary>
public sealed class CrashMatrixTests(ITestOutputHelper output)
{
    private const int Few = 16;

    [Theory]
    [InlineData(RunPurpose.Apply)]
    [InlineData(RunPurpose.Undo)]
    public async Task What_was_killed_is_taken_up_and_every_effect_happens_once(RunPurpose purpose)
    {
        var undisturbed = await Reference.MakeAsync(purpose);
        var all = CrashPoint.All(undisturbed.Entries, undisturbed.Requests);
        var spread = Spread(all.Count);
        var points = Enumerable.Range(0, spread).Select(index => all[index * all.Count / spread]).ToList();
        var failures = new ConcurrentQueue<string>();
        var killed = 0;
        await Parallel.ForEachAsync(points, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (point, _) =>
        {
            try
            {
                await using var world = await Reference.ReadyAsync(purpose);
                Interlocked.Add(ref killed, await world.KillAsync(purpose, point) ? 1 : 0);
                var (result, _) = await world.RunAsync(purpose);
                Assert.True(result.IsComplete, $"{result.Stopped} {result.Next}\n{await world.ComplaintsAsync()}");
                await undisturbed.CheckAsync(world, point.ToString());
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                failures.Enqueue($"{point}: {failure.GetType().Name} {failure.Message}");
            }
        });
        output.WriteLine($"{purpose}: {points.Count} points tried of {all.Count} ({undisturbed.Entries} entries, {undisturbed.Requests} requests), killed at {killed}, {failures.Count} failed");
        if (!failures.IsEmpty)
            Assert.Fail(string.Join("\n\n", failures));
        // Requests under way together come in another order each time, so that the last points may be past the end.
        Assert.InRange(killed, points.Count * 9 / 10, points.Count);
    }

    private static int Spread(int all) => Environment.GetEnvironmentVariable("TIKTOKBAN_CRASH_MATRIX") switch
    {
        "full" => all,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => Math.Clamp(number, 1, all),
        _ => Few,
    };
}
