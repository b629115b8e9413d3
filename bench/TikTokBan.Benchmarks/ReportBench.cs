using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TikTokBan.Exposures;
using TikTokBan.Reports;

namespace TikTokBan.Benchmarks;

/// <summary>What it costs to write a report of many cases, beside writing the same scan as plain JSON in the same run.</summary>
internal static class ReportBench
{
    /// <summary>Writes one kind of report and prints its time, its share and the most memory that this process held.</summary>
    /// <param name="what"><c>none</c>, or a detail and the formats with plus signs: <c>named+html+xlsx</c>.</param>
    /// <param name="cases">How many cases.</param>
    public static async Task RunAsync(string what, int cases)
    {
        var folder = Directory.CreateTempSubdirectory("tiktokban-bench-").FullName;
        try
        {
            var scan = ManyCases.Make(cases);
            var clock = Stopwatch.StartNew();
            await PlainAsync(scan, Path.Combine(folder, "scan.json")).ConfigureAwait(false);
            var plain = clock.Elapsed;
            var before = Peak();
            if (what == "none")
            {
                Say($"{"plain JSON",-42} {plain.TotalSeconds,7:0.00} s                {before,5} MB");
                return;
            }

            var parts = what.Split('+');
            var options = new ReportOptions
            {
                Detail = Enum.Parse<ReportDetail>(parts[0], ignoreCase: true),
                Formats = parts.Skip(1).Aggregate(ReportFormats.None, (formats, one) => formats | Enum.Parse<ReportFormats>(one, ignoreCase: true)),
                PseudonymKey = Encoding.ASCII.GetBytes(new string('k', 32)),
            };
            var worked = Worked();
            clock.Restart();
            await ReportWriter.WriteAsync(scan, options, Path.Combine(folder, "report")).ConfigureAwait(false);
            var took = clock.Elapsed;
            Say($"{what,-42} {took.TotalSeconds,7:0.00} s {took / plain,6:0.0} x plain {Worked() - worked,7:0.00} s of processor {Peak(),5} MB, of which the scan {before} MB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PlainAsync(ScanResult scan, string file)
    {
        var output = File.Create(file);
        await using (output.ConfigureAwait(false))
            await JsonSerializer.SerializeAsync(output, scan).ConfigureAwait(false);
    }

    // Other programs of the machine have no part in it, and neither has a browser that prints.
    private static double Worked()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime.TotalSeconds;
    }

    private static long Peak()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 >> 20;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
