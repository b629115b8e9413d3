using System.Diagnostics;
using TikTokBan.Reports;

namespace TikTokBan.Tests.Reports;

/// <summary>The page and its styles are valid by the validator of the HTML standard's makers.</summary>
public sealed class PageValidityTests
{
    [SkippableFact]
    public async Task The_validator_finds_nothing()
    {
        var jar = NodePackages.File("vnu-jar", Path.Combine("build", "dist", "vnu.jar"));
        Skip.If(!OnPath("java"), "no java is on the path of this machine, and the validator needs it");
        using var aggregate = new PageFile(ReportDetail.Aggregate, "fr-nl");
        using var pseudonymised = new PageFile(ReportDetail.Pseudonymised, "de", cases: 40);
        using var named = new PageFile(ReportDetail.Named, "en", cases: 40);
        // Of a policy's hashes the validator only warns, because it can't compare them.
        string[] arguments = ["-Xss8m", "-jar", jar, "--errors-only", "--format", "gnu", aggregate.Path, pseudonymised.Path, named.Path];
        using var java = Process.Start(new ProcessStartInfo("java", arguments) { RedirectStandardError = true })!;
        var said = await java.StandardError.ReadToEndAsync();
        await java.WaitForExitAsync();
        Assert.True(java.ExitCode == 0, said[..Math.Min(said.Length, 2000)]);
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program + (OperatingSystem.IsWindows() ? ".exe" : ""))));
}
