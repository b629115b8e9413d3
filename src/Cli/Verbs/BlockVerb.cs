using System.CommandLine;
using TikTokBan.Catalogue;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Directives;
using TikTokBan.Removal.Blocks;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>block</c>: keeps a covered application out of a tenant, and lists that keep it off networks, browsers and mailboxes.</summary>
internal static class BlockVerb
{
    public static Command Create(Terminal terminal) => new Verb("block", "Keeps a covered application out of a tenant, and off networks, browsers and mailboxes.")
    {
        BlockEnableVerb.Create(terminal), UndoVerb.OfBlocks(terminal), BlockStatusVerb.Create(terminal), BlockListVerb.Create(terminal), BlockTestVerb.Create(terminal),
    };

    public static Option<string> Directive() => new("--directive")
    {
        Description = "The directive whose applications are meant.",
        HelpName = "ID|FILE",
        DefaultValueFactory = _ => "be-federal-716",
    };

    public static Option<string[]> Application() => new("--application")
    {
        Description = "An application meant, in place of those that the directive covers; may be given more than once.",
        HelpName = "ID",
        DefaultValueFactory = _ => [],
    };

    /// <summary>What is to be blocked, by the options of a verb.</summary>
    public static BlockSelection Selection(ParseResult parse, Option<string> directive, Option<string[]> application, Option<string[]> catalogue, Option<DateOnly?> asOf) =>
        BlockSelection.Of(
            CoveredCatalogue.Load(ProductFiles.Catalogue, parse.GetValue(catalogue)!),
            DirectiveLookup.Find(parse.GetValue(directive)!),
            parse.GetValue(asOf) ?? DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime),
            parse.GetValue(application)!);

    public static Option<DateOnly?> AsOf() => new("--as-of")
    {
        Description = "The day as of which the list is written, as year-month-day. Default: today.",
        HelpName = "DATE",
        CustomParser = Parsing.Date,
    };
}
