using System.CommandLine;

namespace TikTokBan.Cli.Options;

/// <summary>The options of <c>plan</c>.</summary>
internal sealed class PlanOptions
{
    public Option<string?> Output { get; } = new("--out") { Description = "File to write the plan into.", HelpName = "FILE" };

    public Option<string?> Show { get; } = new("--show") { Description = "Read a plan instead of making one: checks its hash and prints it.", HelpName = "FILE" };

    public Option<string> Scan { get; } = new("--scan") { Description = "The scan: latest, its id or the beginning of its id.", HelpName = "latest|ID", DefaultValueFactory = _ => "latest" };

    public Option<string?> Tenant { get; } = new("--tenant") { Description = "Id of the tenant that the plan is for, and no other.", HelpName = "ID" };

    public Option<string?> Author { get; } = new("--author") { Description = "Who makes it; somebody else must approve it.", HelpName = "UPN" };

    public Option<string?> Authority { get; } = new("--authority") { Description = "The authority profile that the scan used: its limits and whom it protects.", HelpName = "FILE" };

    public Option<string?> Directive { get; } = new("--directive") { Description = "The file of a directive of the authority's own, where the scan judged by one.", HelpName = "FILE" };

    public Option<string[]> Application { get; } = new("--application")
    {
        Description = "Plan for this application alone; may be given more than once.",
        HelpName = "ID",
        DefaultValueFactory = _ => [],
    };

    public Option<string[]> Organisation { get; } = new("--organisation")
    {
        Description = "Plan for this organisation of the authority profile alone; may be given more than once.",
        HelpName = "ID",
        DefaultValueFactory = _ => [],
    };

    public Option<int?> Canary { get; } = new("--canary") { Description = "Devices of the first ring. Default: the profile's, else 5 %, at least one and at most ten.", HelpName = "NUMBER" };

    public Option<int?> RingSize { get; } = new("--ring-size") { Description = "The most devices of each later ring. Default: all others in one.", HelpName = "NUMBER" };

    public Option<bool> TenantWide { get; } = new("--tenant-wide") { Description = "Also plan what reaches everybody in the tenant, such as Defender's domain indicators." };

    public Option<int> Days { get; } = new("--valid-days") { Description = "Days until the plan may no longer be applied.", HelpName = "NUMBER", DefaultValueFactory = _ => 14 };

    public Option<int?> ScanDays { get; } = new("--scan-days") { Description = "The age in days that the scan, and what it read, may have; the plan states it. Default: the profile's, else 7.", HelpName = "NUMBER" };

    public Option<string[]> Catalogue { get; } = CommonOptions.OwnCatalogue();

    public Option<string?> Ledger { get; } = CommonOptions.Ledger();

    public Option<string> Language { get; } = CommonOptions.Language();

    public Option<OutputFormat> Format { get; } = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Markdown);

    public Option<bool> Force { get; } = new("--force") { Description = "Write over a file that exists." };

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])
            [Output, Show, Scan, Tenant, Author, Authority, Directive, Application, Organisation, Canary, RingSize, TenantWide, Days, ScanDays, Catalogue, Ledger, Language, Format, Force])
            verb.Options.Add(option);
    }
}
