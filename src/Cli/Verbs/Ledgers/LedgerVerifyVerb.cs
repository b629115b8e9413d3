using System.CommandLine;
using System.Globalization;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger.Chain;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary><c>ledger verify</c>: whether everything is as it was stored.</summary>
internal static class LedgerVerifyVerb
{
    private static readonly string[] Columns = ["flaw", "event", "kind", "about", "sentence"];

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
                Trust = parse.GetValue(trust) is { } trusted ? ReportCheckOptions.ReadTrust(trusted) : null,
            };
            var check = await new LedgerChain(CommonOptions.LedgerToRead(parse, ledger), TimeProvider.System).VerifyAsync(options, null, cancellation).ConfigureAwait(false);
            await PrintAsync(check, options, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            return (int)(!check.Holds ? ExitStatus.Failed : IsWhole(check, options) ? ExitStatus.Done : ExitStatus.Incomplete);
        });
        return verb;
    }

    private static async Task PrintAsync(ChainCheck check, ChainCheckOptions options, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        if (format == OutputFormat.Json)
            await Records.WriteJsonAsync(Columns, check.Findings.Select(one => new object?[] { one.Flaw.ToString(), one.Event, one.Kind, one.About, one.Sentence }), terminal, cancellation).ConfigureAwait(false);
        else
        {
            foreach (var finding in check.Findings)
                await terminal.Out.WriteLineAsync(finding.Sentence).ConfigureAwait(false);
        }

        await terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
        foreach (var note in check.Notes)
            await terminal.Error.WriteLineAsync(note).ConfigureAwait(false);
        await terminal.Error.WriteLineAsync(Sentence(check, options)).ConfigureAwait(false);
    }

    // What was sealed and has its key must open: with no master key, or another one, nothing can be said of it.
    private static bool IsWhole(ChainCheck check, ChainCheckOptions options) => !options.Deep || check.Opened + check.Erased >= check.Parts;

    private static string Sentence(ChainCheck check, ChainCheckOptions options)
    {
        var read = string.Create(
            CultureInfo.InvariantCulture,
            $"{check.Events:N0} events, {check.Parts:N0} sealed parts ({check.Opened:N0} opened, {check.Erased:N0} erased), {check.Segments:N0} segments, {check.Checkpoints:N0} checkpoints ({check.Signed:N0} signed)");
        return check.Holds
            ? $"{(IsWhole(check, options) ? "All is" : "What is sealed could not be opened without the right master key; the rest is")} as it was stored: {read}. Chain {check.Chain}, last hash {check.Head}."
            : string.Create(CultureInfo.InvariantCulture, $"{check.Findings.Count + check.More:N0} things are not as they were stored, in {read}.");
    }
}
