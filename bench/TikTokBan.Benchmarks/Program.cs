using System.Globalization;
using BenchmarkDotNet.Running;
using TikTokBan.Benchmarks;

// dotnet run -c Release --project bench/TikTokBan.Benchmarks -- --filter '*' --job short
// bench/tenant.sh calls it with "tenant".
if (args is ["tenant", var rounds, var endpoint, var tenant, var tokenFile])
    await TenantDownload.RunAsync(int.Parse(rounds, CultureInfo.InvariantCulture), new Uri(endpoint), tenant, tokenFile).ConfigureAwait(false);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
