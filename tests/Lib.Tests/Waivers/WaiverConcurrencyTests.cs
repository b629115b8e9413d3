using System.Diagnostics;
using System.Globalization;
using TikTokBan.Ledger;
using TikTokBan.Waivers;

namespace TikTokBan.Tests.Waivers;

public sealed class WaiverConcurrencyTests : IDisposable
{
    private const int Processes = 3;
    private const int Each = 25;

    private readonly string _folder = Directory.CreateTempSubdirectory("ttb-waivers-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "ledger.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Processes_that_grant_at_once_all_keep_what_they_granted_under_numbers_of_their_own()
    {
        var told = (await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => Run()))).SelectMany(ids => ids).ToList();

        Assert.Equal(Processes * Each, told.Count);
        Assert.Equal(Processes * Each, told.Distinct().Count());
        var kept = await new EvidenceLedger(LedgerLocation.Parse(Path)).ReadWaiversAsync();
        Assert.Equal(told.Order(StringComparer.Ordinal), kept.Select(waiver => waiver.Id).Order(StringComparer.Ordinal));
        Assert.Equal($"WL-2026-{Processes * Each:D4}", kept[^1].Id);
    }

    [Fact]
    public async Task Of_two_who_revoke_at_once_one_does_and_the_other_is_told()
    {
        var clock = new StandingClock(new DateTimeOffset(2026, 11, 16, 9, 0, 0, TimeSpan.Zero), TimeSpan.Zero);
        WaiverRegister Register() => new(new EvidenceLedger(LedgerLocation.Parse(Path)), clock);
        var id = (await Register().GrantAsync(WaiverSamples.Grant, WaiverSamples.Own, WaiverSamples.Applications)).Waiver.Id;

        var attempts = Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
        {
            try
            {
                await Register().RevokeAsync(id, $"person {number}", "why");
                return 1;
            }
            catch (UnusableInputException refused) when (refused.Message.Contains("revoked already", StringComparison.Ordinal))
            {
                return 0;
            }
        }));

        Assert.Equal(1, (await Task.WhenAll(attempts)).Sum());
    }

    [Fact]
    public async Task A_ledger_that_several_make_at_once_is_made_once_and_refused_by_none()
    {
        const int rounds = 40;
        const int writers = 6;
        var clock = new StandingClock(new DateTimeOffset(2026, 11, 16, 9, 0, 0, TimeSpan.Zero), TimeSpan.Zero);
        for (var round = 0; round < rounds; round++)
        {
            var ledger = new EvidenceLedger(LedgerLocation.Parse($"{Path}.{round}"));
            using var start = new ManualResetEventSlim();
            var grants = Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
            {
                start.Wait();
                await new WaiverRegister(ledger, clock).GrantAsync(WaiverSamples.Grant, WaiverSamples.Own, WaiverSamples.Applications);
            })).ToList();
            start.Set();
            await Task.WhenAll(grants);
            Assert.Equal(writers, (await ledger.ReadWaiversAsync()).Count);
        }
    }

    private async Task<string[]> Run()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(WaiverWriterProcess).Assembly.Location, "grant-waivers", Path, Each.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
