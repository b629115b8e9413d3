using System.CommandLine;
using System.Globalization;
using TikTokBan.Authorities;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary><c>ledger subject</c>: what the ledger holds of somebody who asks.</summary>
internal static class LedgerSubjectVerb
{
    public static Command Create(Terminal terminal)
    {
        var names = new Argument<string[]>("NAME") { Description = "What the person or device is known by: user principal name, object id, device id, serial number. By a device also the cases of its one person are found.", Arity = ArgumentArity.OneOrMore };
        var folder = new Option<string>("--out") { Description = "Folder to write into: a page to read and a file for programs.", HelpName = "DIR", Required = true };
        var by = new Option<string>("--as") { Description = "Who answers.", HelpName = "UPN", Required = true };
        var authority = new Option<string?>("--authority") { Description = "The authority profile, for how long the data is kept.", HelpName = "FILE" };
        var language = CommonOptions.Language();
        var force = new Option<bool>("--force") { Description = "Write over files that exist." };
        var ledger = CommonOptions.Ledger();
        var verb = new Verb("subject", "Writes all that the ledger holds of a person who asks for it (GDPR, article 15), without what it holds of others, and records that it was given.", "ledger subject an@agency.example --out ./access --as dpo@agency.example --language nl") { names, folder, by, authority, language, force, ledger };
        verb.SetAction(async (parse, cancellation) =>
        {
            var profile = parse.GetValue(authority) is { } file ? AuthorityProfile.Load(file) : null;
            var outcome = await new SubjectAccess(CommonOptions.LedgerToRead(parse, ledger), TimeProvider.System).ExportAsync(
                new AccessRequest
                {
                    Names = parse.GetValue(names)!,
                    Folder = parse.GetValue(folder)!,
                    By = parse.GetValue(by)!,
                    Language = parse.GetValue(language)!,
                    RetentionDays = profile?.RetentionDays,
                    Overwrite = parse.GetValue(force),
                },
                cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync(outcome.Found
                ? string.Create(CultureInfo.InvariantCulture, $"{Counts.Of(outcome.Items, "entry is", "entries are")} in {outcome.Page} and {outcome.Json}; event {outcome.Event} records it.")
                : string.Create(CultureInfo.InvariantCulture, $"The ledger holds nothing of them; {outcome.Page} says so, and event {outcome.Event} records it.")).ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }
}
