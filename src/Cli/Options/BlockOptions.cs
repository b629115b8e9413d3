using System.CommandLine;
using TikTokBan.Cli.Verbs;
using TikTokBan.Removal.Blocks.Planning;

namespace TikTokBan.Cli.Options;

/// <summary>The options of <c>block enable</c> beside those that reach a tenant.</summary>
internal sealed class BlockOptions
{
    private static readonly BlockPart[] Offered = Enum.GetValues<BlockPart>();

    public Option<BlockPart[]> What { get; } = new("--what")
    {
        Description = "Where to block; several with commas.",
        HelpName = string.Join(',', Offered.Select(Parsing.Word)),
        Required = true,
        CustomParser = result => Parsing.SomeOf(result, Offered),
    };

    public Option<string> Output { get; } = new("--out") { Description = "File to write the plan into.", HelpName = "FILE", Required = true };

    public Option<string?> Group { get; } = new("--group") { Description = "The group that gets what Intune and browsers block: its id or its exact name.", HelpName = "ID" };

    public Option<string?> Except { get; } = new("--except-group") { Description = "A group that is left out of it, such as people with a waiver.", HelpName = "ID" };

    public Option<bool> TenantWide { get; } = new("--tenant-wide") { Description = "The group is meant, though it is larger than the limits allow." };

    public Option<string[]> Applications { get; } = new("--entra-app")
    {
        Description = "Application id of an enterprise application that somebody looked at and that is meant; may be given more than once.",
        HelpName = "ID",
        DefaultValueFactory = _ => [],
    };

    public Option<string?> Author { get; } = new("--author") { Description = "Who makes the plan; somebody else must approve it. Default: who is signed in.", HelpName = "UPN" };

    public Option<string?> Authority { get; } = new("--authority") { Description = "The authority profile: its limits and whom it protects.", HelpName = "FILE" };

    public Option<string> Directive { get; } = BlockVerb.Directive();

    public Option<string[]> Application { get; } = BlockVerb.Application();

    public Option<string[]> Catalogue { get; } = CommonOptions.OwnCatalogue();

    public Option<DateOnly?> AsOf { get; } = BlockVerb.AsOf();

    public Option<int> Days { get; } = new("--valid-days") { Description = "Days until the plan may no longer be applied.", HelpName = "NUMBER", DefaultValueFactory = _ => 14 };

    public Option<string?> Ledger { get; } = CommonOptions.Ledger();

    public Option<string> Language { get; } = CommonOptions.Language();

    public Option<OutputFormat> Format { get; } = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Markdown);

    public Option<bool> Force { get; } = new("--force") { Description = "Write over files that exist." };

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])
            [What, Output, Group, Except, TenantWide, Applications, Author, Authority, Directive, Application, Catalogue, AsOf, Days, Ledger, Language, Format, Force])
            verb.Options.Add(option);
    }
}
