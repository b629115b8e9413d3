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
        string[] arguments = ["-Xss8m", "-jar", jar, "--format", "text", aggregate.Path, pseudonymised.Path, named.Path];
        using var java = Process.Start(new ProcessStartInfo("java", arguments) { RedirectStandardError = true })!;
        var said = (await java.StandardError.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !Known(line)).Select(line => line[(line.LastIndexOf('/') + 1)..]);
        await java.WaitForExitAsync();
        Assert.Empty(said.Take(10));
    }

    // Of paged media and forced colours it knows less than browsers do; a policy's hashes it can't compare.
    private static bool Known(string line) => line.Contains("CSS:", StringComparison.Ordinal) || line.Contains("Inline style violates Content Security Policy", StringComparison.Ordinal) || line.StartsWith("Picked up ", StringComparison.Ordinal);

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program + (OperatingSystem.IsWindows() ? ".exe" : ""))));
}
