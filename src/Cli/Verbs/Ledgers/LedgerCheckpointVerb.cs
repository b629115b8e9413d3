using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger.Chain;
using TikTokBan.Removal.Approvals;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary><c>ledger checkpoint</c>: a hash over all events, to be kept elsewhere.</summary>
internal static class LedgerCheckpointVerb
{
    public static Command Create(Terminal terminal)
    {
        var file = new Option<string>("--out") { Description = "File to write it into; keep it where those who write to the ledger can't reach it.", HelpName = "FILE", Required = true };
        var force = new Option<bool>("--force") { Description = "Write over a file that exists." };
        var signWith = new Option<string?>("--sign-with") { Description = "Sign it with this certificate, a PEM or PKCS#12 file with its private key; without it, with the one that TIKTOKBAN_LEDGER_SIGNER names.", HelpName = "FILE" };
        var password = new Option<string?>("--sign-password-file") { Description = "File that holds the certificate's password.", HelpName = "FILE" };
        var ledger = CommonOptions.Ledger();
        var verb = new Verb(
            "checkpoint",
            "Appends a hash over all events so far, signed where a certificate is given, and writes it into a file: what shows later that nothing was cut off or written anew.",
            "ledger checkpoint --out ./2026-11.checkpoint.json",
            "ledger checkpoint --out ./2026-11.checkpoint.json --sign-with ./signer.pfx --sign-password-file ./password")
        {
            file, force, signWith, password, ledger,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var path = parse.GetValue(file)!;
            NewFile.Check(path, parse.GetValue(force));
            using var certificate = parse.GetValue(signWith) is { } signer
                ? SigningCertificate.Load(signer, await PasswordFile.ReadAsync(parse.GetValue(password), cancellation).ConfigureAwait(false))
                : null;
            var made = await new LedgerChain(CommonOptions.LedgerToRead(parse, ledger), TimeProvider.System).MakeCheckpointAsync(certificate, cancellation).ConfigureAwait(false);
            await CheckpointFile.WriteAsync(made, path, parse.GetValue(force), cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync($"The checkpoint over {Counts.Of(made.Size, "event")} is in {path}{(made.Signature is null ? "; it is not signed" : "")}. Keep it where nobody who writes to the ledger can change it.").ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }
}
