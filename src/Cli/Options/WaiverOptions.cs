using System.CommandLine;
using System.CommandLine.Parsing;
using TikTokBan.Waivers;

namespace TikTokBan.Cli.Options;

/// <summary>The options that describe a waiver's terms: those of <c>waiver grant</c> and of <c>waiver test</c> without an id.</summary>
internal sealed class WaiverOptions
{
    public Option<string?> Application { get; } = new("--application") { Description = "Catalogue id of the application. Default: any.", HelpName = "ID" };

    public Option<string?> Kind { get; } = new("--kind") { Description = $"What it is given for: {string.Join(", ", WaiverWords.Kinds)}.", HelpName = "KIND" };

    public Option<string?> Approver { get; } = new("--approver") { Description = "In which quality it was approved.", HelpName = string.Join('|', WaiverWords.Approvers) };

    public Option<YesNo?> Documented { get; } = YesOrNo("--documented", "Whether a file with the motives exists. Default: yes with --evidence, else unknown.");

    public Option<YesNo?> Blanket { get; } = YesOrNo("--blanket", "Whether it is given to everybody or a whole group at once. Default: no.");

    public Option<Dictionary<string, bool>?> Conditions { get; } = new("--condition")
    {
        Description = $"A condition and whether it is met, such as singlePurpose or wifi=no; may be given more than once. Known: {string.Join(", ", WaiverWords.Conditions)}.",
        HelpName = "NAME[=yes|no]",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ReadConditions,
    };

    public Option<string?> Evidence { get; } = new("--evidence") { Description = "Where the file with the motives is: a number or address.", HelpName = "TEXT" };

    public Option<DateOnly?> ValidFrom { get; } = new("--valid-from") { Description = "First day on which it holds. Default: today.", HelpName = "DATE", CustomParser = Parsing.Date };

    public Option<DateOnly?> Expires { get; } = new("--expires") { Description = "Last day on which it holds.", HelpName = "DATE", CustomParser = Parsing.Date };

    private IEnumerable<Option> All => [Application, Kind, Approver, Documented, Blanket, Conditions, Evidence, ValidFrom, Expires];

    public void AddTo(Command verb)
    {
        foreach (var option in All)
            verb.Options.Add(option);
    }

    /// <summary>The first of the options that was given; null when none was.</summary>
    public string? FirstGiven(ParseResult parse) => All.FirstOrDefault(option => parse.GetResult(option) is { Implicit: false })?.Name;

    public WaiverGrant Read(ParseResult parse) => new()
    {
        Application = parse.GetValue(Application),
        Kind = parse.GetValue(Kind),
        Approver = parse.GetValue(Approver),
        Documented = Truth(parse.GetValue(Documented)),
        Blanket = Truth(parse.GetValue(Blanket)),
        Conditions = parse.GetValue(Conditions) ?? [],
        Evidence = parse.GetValue(Evidence),
        ValidFrom = parse.GetValue(ValidFrom),
        Expires = parse.GetValue(Expires),
    };

    private static Option<YesNo?> YesOrNo(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "yes|no",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result => result.Tokens.Count == 0 ? YesNo.Yes : Read(result, result.Tokens[^1].Value),
    };

    private static bool? Truth(YesNo? word) => word is { } given ? given == YesNo.Yes : null;

    private static Dictionary<string, bool> ReadConditions(ArgumentResult result)
    {
        var conditions = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            var (name, value) = word.IndexOf('=', StringComparison.Ordinal) is var at and >= 0 ? (word[..at].Trim(), word[(at + 1)..].Trim()) : (word, "yes");
            if (Truth(Read(result, value)) is not { } met)
                break;
            if (!conditions.TryAdd(name, met) && conditions[name] != met)
                result.AddError($"the condition '{name}' is given both as met and as not met");
        }

        return conditions;
    }

    private static YesNo? Read(ArgumentResult result, string word)
    {
        switch (word.ToLowerInvariant())
        {
            case "yes" or "true":
                return YesNo.Yes;
            case "no" or "false":
                return YesNo.No;
            default:
                result.AddError($"'{word}' is neither yes nor no");
                return null;
        }
    }

    /// <summary>Not a bool: the parser would leave the word after one alone, and take it for an argument.</summary>
    internal enum YesNo
    {
        No,
        Yes,
    }
}
