using System.CommandLine;
using TikTokBan.Authorities;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary><c>ledger retain</c>: forgets what is older than it may be kept.</summary>
internal static class LedgerRetainVerb
{
    public static Command Create(Terminal terminal)
    {
        var days = new Option<int?>("--days") { Description = "How many days personal data is kept. Default: as the authority profile says.", HelpName = "NUMBER" };
        days.Validators.Add(Parsing.AtLeastOne);
        var authority = new Option<string?>("--authority") { Description = "The authority profile whose retention counts.", HelpName = "FILE" };
        var by = new Option<string>("--as") { Description = "Who does it, or name of the runbook.", HelpName = "UPN", Required = true };
        var asOf = new Option<DateOnly?>("--as-of") { Description = "Day from which the days are counted back; none in the future. Default: today.", HelpName = "DATE", CustomParser = Parsing.Date };
        var whatIf = new Option<bool>("--what-if") { Description = "Only say what it would concern." };
        var confirm = new Option<bool>("--confirm") { Description = "Agree to it: what is erased can't be read by anybody any more." };
        var ledger = CommonOptions.Ledger();
        var verb = new Verb(
            "retain",
            "Destroys the keys of all months that are older than personal data may be kept; the numbers stay. Waivers in force and runs under way keep theirs.",
            "ledger retain --authority ./authority.yaml --as dpo@agency.example --what-if",
            "ledger retain --days 365 --as retention-runbook --confirm")
        {
            days, authority, by, asOf, whatIf, confirm, ledger,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var retention = new Retention(CommonOptions.LedgerToRead(parse, ledger), TimeProvider.System);
            var request = new RetentionRequest
            {
                Days = parse.GetValue(days) ?? OfProfile(parse.GetValue(authority)),
                Today = parse.GetValue(asOf) ?? DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
                By = parse.GetValue(by)!,
            };
            if (parse.GetValue(whatIf))
                return await ErasurePrinter.PreviewAsync(await retention.PreviewAsync(request, cancellation).ConfigureAwait(false), terminal).ConfigureAwait(false);
            ErasurePrinter.Demand(parse.GetValue(confirm));
            return await ErasurePrinter.DoneAsync(await retention.ApplyAsync(request, cancellation).ConfigureAwait(false), terminal).ConfigureAwait(false);
        });
        return verb;
    }

    private static int OfProfile(string? file)
    {
        if (file is null)
            throw new UnusableInputException("how long personal data is kept isn't known; give --days, or the profile that says so with --authority");
        return AuthorityProfile.Load(file).RetentionDays ?? throw new UnusableInputException(InputProblem.ProfileUnusable, "this profile says nothing of retention; write how many days personal data is kept (retention: days:), or give --days", file);
    }
}
