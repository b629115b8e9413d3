using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary><c>ledger erase</c>: forgets a person or a device.</summary>
internal static class LedgerEraseVerb
{
    public static Command Create(Terminal terminal)
    {
        var names = new Argument<string[]>("NAME") { Description = "What the person or device is known by: user principal name, object id, device id, serial number. Cases of a person and a device are erased by the person's name.", Arity = ArgumentArity.OneOrMore };
        var reason = new Option<ErasureReason>("--reason") { Description = "Request, Objection, Unlawful or Obligation.", HelpName = "REASON", CustomParser = result => Parsing.SomeOf(result, ErasureReason.Request, ErasureReason.Objection, ErasureReason.Unlawful, ErasureReason.Obligation)[0] };
        var by = new Option<string>("--as") { Description = "Who does it; never the person concerned.", HelpName = "UPN", Required = true };
        var note = new Option<string?>("--note") { Description = "A reference to the file, for instance.", HelpName = "TEXT" };
        var devices = new Option<bool>("--include-devices") { Description = "Also the devices that only this person's cases name." };
        var force = new Option<bool>("--force") { Description = "Also where a waiver is in force or a run is under way." };
        var whatIf = new Option<bool>("--what-if") { Description = "Only say what it would concern." };
        var confirm = new Option<bool>("--confirm") { Description = "Agree to it: what is erased can't be read by anybody any more." };
        var ledger = CommonOptions.Ledger();
        var verb = new Verb(
            "erase",
            "Destroys the keys of all that the ledger holds of a person or a device. The chain stays as it is and verifies.",
            "ledger erase an@agency.example --as dpo@agency.example --what-if",
            "ledger erase an@agency.example 716aaaaa-0000-4000-8000-000000000009 --reason Request --note DPO-2026-17 --as dpo@agency.example --confirm")
        {
            names, reason, by, note, devices, force, whatIf, confirm, ledger,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var erasure = new SubjectErasure(CommonOptions.LedgerToRead(parse, ledger), TimeProvider.System);
            var request = new ErasureRequest
            {
                Names = parse.GetValue(names)!,
                Reason = parse.GetValue(reason),
                By = parse.GetValue(by)!,
                Note = parse.GetValue(note),
                IncludeDevices = parse.GetValue(devices),
                Force = parse.GetValue(force),
            };
            if (parse.GetValue(whatIf))
                return await ErasurePrinter.PreviewAsync(await erasure.PreviewAsync(request, cancellation).ConfigureAwait(false), terminal).ConfigureAwait(false);
            ErasurePrinter.Demand(parse.GetValue(confirm));
            return await ErasurePrinter.DoneAsync(await erasure.EraseAsync(request, cancellation).ConfigureAwait(false), terminal).ConfigureAwait(false);
        });
        return verb;
    }
}
