using System.Diagnostics;
using TikTokBan.Removal.Blocks;

namespace TikTokBan.Tests.Removal.Blocks;

/// <summary>The lists as the programs read them for which they are written, where this machine has these.</summary>
public sealed class RealReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ttb-blocks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Bind_loads_the_zone()
    {
        var (status, said) = await Run("named-checkzone", "tiktokban.rpz", Saved(BlockListKind.Rpz));

        Assert.True(status == 0 && said.Contains("loaded serial 2026112200", StringComparison.Ordinal), said);
        Assert.DoesNotContain("warning", said, StringComparison.OrdinalIgnoreCase);
    }

    [SkippableFact]
    public async Task Unbound_takes_the_zones()
    {
        var (status, said) = await Run("unbound-checkconf", Saved(BlockListKind.Unbound));

        Assert.True(status == 0 && said.Contains("no errors", StringComparison.Ordinal), said);
        Assert.DoesNotContain("warning", said, StringComparison.OrdinalIgnoreCase);
    }

    [SkippableFact]
    public async Task Dnsmasq_takes_the_addresses()
    {
        var (status, said) = await Run("dnsmasq", "--test", "--conf-file=" + Saved(BlockListKind.Dnsmasq));

        Assert.True(status == 0, said);
    }

    [SkippableFact]
    public async Task Squid_takes_the_destinations_and_finds_none_twice()
    {
        var configuration = Path.Combine(_folder, "squid.conf");
        await File.WriteAllTextAsync(configuration, $"acl tiktokban dstdomain \"{Saved(BlockListKind.Squid)}\"\nhttp_access deny tiktokban\nhttp_port 127.0.0.1:3128\n");
        var (status, said) = await Run("squid", "-k", "parse", "-f", configuration);

        Assert.True(status == 0, said);
        Assert.DoesNotMatch("(?i)warning|error|subdomain", said);
    }

    [SkippableFact]
    public async Task The_tools_of_property_lists_take_the_profile()
    {
        var (status, said) = await Run("plistutil", "-i", Saved(BlockListKind.MacProfile), "-o", Path.Combine(_folder, "out.bin"), "-f", "bin");

        Assert.True(status == 0 && new FileInfo(Path.Combine(_folder, "out.bin")).Length > 100, said);
    }

    private string Saved(BlockListKind kind)
    {
        var path = Path.Combine(_folder, "list");
        File.WriteAllText(path, Lists.Text(kind, Lists.Widest));
        return path;
    }

    private static async Task<(int Status, string Said)> Run(string program, params string[] arguments)
    {
        // Programs for administrators stand outside of a user's own path.
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        Skip.If(found is null, $"{program} is not on this machine");
        using var process = Process.Start(new ProcessStartInfo(found!, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return (process.ExitCode, await output + await errors);
    }
}
