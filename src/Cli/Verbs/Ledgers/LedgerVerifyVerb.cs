using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger.Chain;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary><c>ledger verify</c>: whether everything is as it was stored.</summary>
internal static class LedgerVerifyVerb
{
    public static Command Create(Terminal terminal)
    {
        var checkpoint = new Option<string[]>("--checkpoint") { Description = "A checkpoint that was kept elsewhere: finds a chain that was cut off or written anew; may be given more than once.", HelpName = "FILE", DefaultValueFactory = _ => [] };
        var trust = new Option<string?>("--trust") { Description = "Certificates one of which must vouch for who signed a checkpoint: a PEM or DER file. Nothing is fetched.", HelpName = "FILE" };
        var shallow = new Option<bool>("--shallow") { Description = "Don't open what is sealed: quicker, and needs no master key." };
        var ledger = CommonOptions.Ledger();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json);
        var verb = new Verb(
            "verify",
            "Verifies the whole chain and all that hangs on it, and names what was changed, removed, moved or added; ends with status 1 when anything was.",
            "ledger verify",
            "ledger verify --checkpoint ./2026-10.checkpoint.json --trust ./authorities.pem")
        {
            checkpoint, trust, shallow, ledger, format,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var kept = new List<Checkpoint>();
            foreach (var file in parse.GetValue(checkpoint)!)
                kept.Add(await CheckpointFile.ReadAsync(file, cancellation).ConfigureAwait(false));
            var options = new ChainCheckOptions
            {
                Deep = !parse.GetValue(shallow),
                Kept = kept,
                KeptIn = parse.GetValue(checkpoint)!,
                Trust = parse.GetValue(trust) is { } trusted ? ReportCheckOptions.ReadTrust(trusted) : null,
            };
            var check = await new LedgerChain(CommonOptions.LedgerToRead(parse, ledger), TimeProvider.System).VerifyAsync(options, null, cancellation).ConfigureAwait(false);
            var isWhole = IsWhole(check, options);
            await LedgerCheckPrinter.PrintAsync(check, isWhole, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            return (int)(!check.Holds ? ExitStatus.Failed : isWhole ? ExitStatus.Done : ExitStatus.Incomplete);
        });
        return verb;
    }

    // What was sealed and has its key must open: with no master key, or another one, nothing can be said of it.
    private static bool IsWhole(ChainCheck check, ChainCheckOptions options) => !options.Deep || check.Opened + check.Erased >= check.Parts;
}
