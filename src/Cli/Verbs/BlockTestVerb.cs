using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Removal.Blocks;
using TikTokBan.Removal.Blocks.Checking;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>block test</c>: what a list that an authority has lacks, and what it blocks that it should not.</summary>
internal static class BlockTestVerb
{
    public static Command Create(Terminal terminal)
    {
        BlockListKind[] kinds = [.. BlockListCheck.Kinds];
        var file = new Argument<string>("FILE") { Description = "The list; - is standard input." };
        var kind = new Option<BlockListKind>("--as")
        {
            Description = $"How it is written: {string.Join(", ", kinds.Select(Parsing.Word))}.",
            HelpName = "KIND",
            Required = true,
            CustomParser = result => Parsing.OneOf(result, kinds),
        };
        var directive = BlockVerb.Directive();
        var application = BlockVerb.Application();
        var catalogue = CommonOptions.OwnCatalogue();
        var asOf = BlockVerb.AsOf();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var verb = new Verb(
            "test",
            "Says what a list of your own lacks and what it blocks that it should not; ends with status 2 when there is anything.",
            "block test /etc/squid/blocked.txt --as squid",
            "block test ./policies.json --as firefoxPolicy --format json")
        {
            file, kind, directive, application, catalogue, asOf, format,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var selection = BlockVerb.Selection(parse, directive, application, catalogue, asOf);
            var findings = await CheckAsync(parse.GetValue(kind), parse.GetValue(file)!, selection, terminal, cancellation).ConfigureAwait(false);
            await BlockPrinter.PrintAsync(findings, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            return (int)(findings.IsGood ? ExitStatus.Done : ExitStatus.Unusable);
        });
        return verb;
    }

    private static async Task<BlockListFindings> CheckAsync(BlockListKind kind, string file, BlockSelection selection, Terminal terminal, CancellationToken cancellation)
    {
        if (file != "-")
            return BlockListCheck.RunFile(kind, file, selection);
        using var reader = new StreamReader(await terminal.ReadInputAsync(cancellation).ConfigureAwait(false));
        return BlockListCheck.Run(kind, await reader.ReadToEndAsync(cancellation).ConfigureAwait(false), selection);
    }
}
