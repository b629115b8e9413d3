using System.CommandLine;
using TikTokBan.Directives;
using TikTokBan.Ledger;

namespace TikTokBan.Cli.Options;

/// <summary>Options that several verbs share, each made anew for its verb.</summary>
internal static class CommonOptions
{
    public static Option<string> Language() => new("--language")
    {
        Description = "Language of titles and reasons.",
        HelpName = "en|fr|nl|de",
        DefaultValueFactory = _ => "en",
        CustomParser = Parsing.Language,
    };

    public static Option<string[]> OwnCatalogue() => new("--catalogue")
    {
        Description = "A folder of the authority's own catalogue files, read beside the shipped ones; may be given more than once.",
        HelpName = "DIR",
        DefaultValueFactory = _ => [],
    };

    public static Option<string[]> OwnDirectives() => new("--directive")
    {
        Description = "A file with a directive of the authority's own, read beside the shipped ones; may be given more than once.",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };

    public static Option<string?> Ledger() => new("--ledger")
    {
        Description = "The evidence store: a file, sqlite: and a file, or a database such as postgres://server/database?authority=NAME. Default: the user's own.",
        HelpName = "URI",
    };

    /// <summary>A ledger that is only read: a path that was misspelt must not look like a ledger that holds nothing.</summary>
    public static LedgerLocation LedgerToRead(ParseResult parse, Option<string?> ledger)
    {
        var location = LedgerLocation.Parse(parse.GetValue(ledger));
        return parse.GetValue(ledger) is null || location.MayExist
            ? location
            : throw new UnusableInputException(InputProblem.LedgerNotFound, "there is no ledger here; check the path, or begin one with a scan or a first waiver", location.Path);
    }

    public static Option<DateOnly?> AsOf() => new("--as-of")
    {
        Description = "The day as of which cases are judged, as year-month-day. Default: today.",
        HelpName = "DATE",
        CustomParser = Parsing.Date,
    };

    public static Option<Verdict[]> FailOn() => new("--fail-on")
    {
        Description = "End with status 3 when a case has this verdict; may be given more than once.",
        HelpName = "VERDICT",
        CustomParser = result => Parsing.SomeOf(result, Enum.GetValues<Verdict>()),
    };
}
