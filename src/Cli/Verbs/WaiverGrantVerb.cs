using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Directives;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>waiver grant</c>: registers a waiver, and says which exception it satisfies or what it lacks.</summary>
internal static class WaiverGrantVerb
{
    public static Command Create(Terminal terminal)
    {
        var directive = new Option<string>("--directive") { Description = "The directive it is given under.", HelpName = "ID|FILE", Required = true };
        var holder = new Option<string?>("--holder") { Description = "Who it is for. With no device given, any device of theirs.", HelpName = "UPN" };
        var serial = new Option<string?>("--serial") { Description = "Serial number or IMEI of the device it is for. With no holder given, whoever holds it.", HelpName = "NUMBER" };
        var device = new Option<string?>("--device-id") { Description = "The device's id in Intune, Entra or Defender, instead of its serial number.", HelpName = "ID" };
        var approvedBy = new Option<string?>("--approved-by") { Description = "Who approved it: a name or user principal name.", HelpName = "NAME", Required = true };
        var grantor = new Option<string?>("--as") { Description = "Who grants it. Never the holder.", HelpName = "UPN", Required = true };
        var motive = new Option<string?>("--motive") { Description = "Why, in a sentence.", HelpName = "TEXT", Required = true };
        var id = new Option<string?>("--id") { Description = "A number of the authority's own. Default: the next of the year, such as WL-2026-0001.", HelpName = "ID" };
        var insist = new Option<bool>("--without-effect") { Description = "Register it although the directive knows no exception: the judge then answers Review, never Exempt." };
        var terms = new WaiverOptions();
        var catalogue = CommonOptions.OwnCatalogue();
        var ledger = CommonOptions.Ledger();
        var language = CommonOptions.Language();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json);
        var verb = new Verb(
            "grant",
            "Registers a waiver in the ledger.",
            "waiver grant --directive uk-gov-devices --holder an@agency.example --kind operational --approver head --approved-by \"Ada Ash\" --as ada@agency.example --motive \"Press monitoring\" --expires 2027-01-31",
            "waiver grant --directive ./agency.yaml --serial C39ZZ0001 --kind dedicated-device --approver head --approved-by \"Ada Ash\" --as ada@agency.example --motive \"Own channel\" --condition singlePurpose --condition wifi=no --evidence DOS-117 --expires 2027-01-31")
        {
            directive, holder, serial, device, approvedBy, grantor, motive, id, insist,
        };
        terms.AddTo(verb);
        terms.Kind.Required = terms.Approver.Required = terms.Expires.Required = true;
        foreach (var option in (Option[])[catalogue, ledger, language, format])
            verb.Options.Add(option);
        verb.SetAction(async (parse, cancellation) =>
        {
            var grant = terms.Read(parse) with
            {
                Id = parse.GetValue(id),
                Holder = parse.GetValue(holder),
                Serial = parse.GetValue(serial),
                DeviceId = parse.GetValue(device),
                ApprovedBy = parse.GetValue(approvedBy),
                Grantor = parse.GetValue(grantor),
                Motive = parse.GetValue(motive),
                WithoutEffect = parse.GetValue(insist),
            };
            var under = DirectiveLookup.Find(parse.GetValue(directive)!);
            var register = WaiverVerb.Register(parse, ledger);
            var granted = await register.GrantAsync(grant, under, WaiverVerb.Applications(parse, catalogue), parse.GetValue(language)!, cancellation).ConfigureAwait(false);
            await WaiverPrinter.PrintGrantedAsync(granted, register.Today, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }
}
