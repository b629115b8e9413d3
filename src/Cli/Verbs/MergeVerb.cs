using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Reports.Proof;
using TikTokBan.Reports.Rollup;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>merge</c>: adds many authorities' aggregate reports up to a national one.</summary>
internal static class MergeVerb
{
    public static Command Create(Terminal terminal)
    {
        var folders = new Argument<string[]>("DIR") { Description = "Folders of reports, or folders that hold such folders.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "Folder to write the national report into.", HelpName = "DIR", Required = true };
        var expected = new Option<string?>("--expected") { Description = "Those who have to report: CSV with the columns authority, organisation and due, or YAML.", HelpName = "FILE" };
        var due = new Option<DateOnly?>("--due") { Description = "The day by which they had to, where the list says no other.", HelpName = "DATE", CustomParser = Parsing.Date };
        var asOf = new Option<DateOnly?>("--as-of") { Description = "The day as of which somebody is late or missing, as year-month-day. Default: today.", HelpName = "DATE", CustomParser = Parsing.Date };
        var trust = new Option<string?>("--trust") { Description = "Count only reports whose signer one of these certificates vouches for: a PEM or DER file.", HelpName = "FILE" };
        var required = new Option<bool>("--require-signature") { Description = "Count only reports that are signed." };
        var language = CommonOptions.Language();
        var proof = new ProofOptionSet();
        var verb = new Verb(
            "merge",
            "Adds many authorities' aggregate reports up to a national one; ends with status 4 when a report can't be counted.",
            "merge ./inbox --out ./national",
            "merge ./inbox --out ./national --expected ./authorities.csv --due 2026-12-01 --language nl")
        {
            folders, output, expected, due, asOf, trust, required, language,
        };
        proof.AddTo(verb);
        verb.SetAction(async (parse, cancellation) =>
        {
            var proved = await proof.ReadAsync(parse, cancellation).ConfigureAwait(false);
            using var certificate = proved.Signing?.Certificate;
            var result = await RollupOperation.RunAsync(
                new RollupRequest
                {
                    Folders = parse.GetValue(folders)!,
                    Output = parse.GetValue(output)!,
                    Expected = parse.GetValue(expected),
                    Due = parse.GetValue(due),
                    AsOf = parse.GetValue(asOf) ?? DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date),
                    Language = parse.GetValue(language)!,
                    RequireSignature = parse.GetValue(required),
                    Trust = parse.GetValue(trust) is { } file ? ReportCheckOptions.ReadTrust(file) : null,
                    Proof = proved,
                },
                cancellation).ConfigureAwait(false);
            await TellAsync(result, terminal).ConfigureAwait(false);
            return (int)(result.Uncounted.Any(one => one.IsRefused) ? ExitStatus.Incomplete : ExitStatus.Done);
        });
        return verb;
    }

    private static async Task TellAsync(RollupResult result, Terminal terminal)
    {
        foreach (var one in result.Uncounted)
            await terminal.Error.WriteLineAsync(Tables.Printable(one.Sentence)).ConfigureAwait(false);
        foreach (var (reported, expected) in result.NearMisses)
            await terminal.Error.WriteLineAsync(Tables.Printable($"\"{Short(reported)}\" is not on the list; is \"{Short(expected)}\" meant, of which there is no report?")).ConfigureAwait(false);
        var counts = result.Authorities.CountBy(one => one.Status).ToDictionary();
        string[] parts =
        [
            Count(result.Reported, "authority", "authorities") + " reported",
            .. result.Expected is { } all ? new[] { $"{all - result.Authorities.Count(one => one is { IsExpected: true, Status: ReportingStatus.Missing or ReportingStatus.Awaited })} of {all} on the list" } : [],
            .. new[] { (ReportingStatus.Late, "late"), (ReportingStatus.Missing, "missing"), (ReportingStatus.Awaited, "not due yet") }
                .Where(one => counts.GetValueOrDefault(one.Item1) > 0).Select(one => $"{counts[one.Item1]} {one.Item2}"),
            .. result.Uncounted.Count > 0 ? new[] { Count(result.Uncounted.Count, "report", "reports") + " not counted" } : [],
        ];
        await terminal.Error.WriteLineAsync(string.Join(", ", parts) + ".").ConfigureAwait(false);
        await terminal.Error.WriteLineAsync($"The national report is in {result.Folder}; open {Path.Combine(result.Folder, "report.html")}").ConfigureAwait(false);
    }

    private static string Count(int number, string one, string many) => $"{number} {(number == 1 ? one : many)}";

    private static string Short(string name) => name.Length <= 100 ? name : name[..100] + "…";
}
