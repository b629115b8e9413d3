using System.Globalization;
using BenchmarkDotNet.Running;
using TikTokBan.Benchmarks;
using TikTokBan.Benchmarks.Ledger;

// dotnet run -c Release --project bench/TikTokBan.Benchmarks -- --filter '*' --job short
// bench/tenant.sh calls it with "tenant", bench/report.sh with "report", bench/ledger-growth.sh with "ledger".
if (args is ["tenant", var rounds, var endpoint, var tenant, var tokenFile])
    await TenantDownload.RunAsync(int.Parse(rounds, CultureInfo.InvariantCulture), new Uri(endpoint), tenant, tokenFile).ConfigureAwait(false);
else if (args is ["report", var what, var cases])
    await ReportBench.RunAsync(what, int.Parse(cases, CultureInfo.InvariantCulture)).ConfigureAwait(false);
else if (args is ["ledger", var ledger, var perScan, .. var millions])
    return await LedgerGrowth.RunAsync(ledger, int.Parse(perScan, CultureInfo.InvariantCulture), [.. millions.Select(one => double.Parse(one, CultureInfo.InvariantCulture))]).ConfigureAwait(false);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
