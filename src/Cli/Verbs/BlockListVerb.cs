using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Removal.Blocks;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>block list</c>: what is to be blocked and what is left out, or a list of it for a name server, proxy, firewall, browser or service.</summary>
internal static class BlockListVerb
{
    public static Command Create(Terminal terminal)
    {
        var kinds = Enum.GetValues<BlockListKind>();
        var kind = new Option<BlockListKind?>("--as")
        {
            Description = $"Write a list for: {string.Join(", ", kinds.Select(Parsing.Word))}. Default: show what would be on it.",
            HelpName = "KIND",
            CustomParser = result => Parsing.OneOf(result, kinds),
        };
        var output = new Option<string?>("--out") { Description = "Where to write the list; what belongs to it is written beside it. Default: standard output.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Write over files that exist." };
        var directive = BlockVerb.Directive();
        var application = BlockVerb.Application();
        var catalogue = CommonOptions.OwnCatalogue();
        var asOf = BlockVerb.AsOf();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var verb = new Verb(
            "list",
            "Shows which domains and senders are to be blocked and which are left out, and why; with --as, writes a list of them.",
            "block list",
            "block list --as rpz --out ./db.tiktokban.rpz",
            "block list --as squid --application tiktok --application capcut > tiktokban.txt",
            "block list --as exchangeScript --out ./block-mail.ps1")
        {
            kind, output, force, directive, application, catalogue, asOf, format,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var selection = BlockVerb.Selection(parse, directive, application, catalogue, asOf);
            if (parse.GetValue(kind) is { } chosen)
                await WriteAsync(BlockList.Write(chosen, selection), parse.GetValue(output), parse.GetValue(force), terminal, cancellation).ConfigureAwait(false);
            else if (parse.GetValue(output) is not null)
                throw new UnusableInputException("--out writes a list, and --as says which: give both, or neither to see what would be on it.");
            else
                await BlockPrinter.PrintAsync(selection, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }

    private static async Task WriteAsync(BlockList list, string? output, bool force, Terminal terminal, CancellationToken cancellation)
    {
        if (output is not null)
        {
            foreach (var path in await list.SaveAsync(output, force, cancellation).ConfigureAwait(false))
                await terminal.Error.WriteLineAsync($"Wrote {path}.").ConfigureAwait(false);
            return;
        }

        if (list.Files.Count(file => file.Part != "about") > 1)
            await terminal.Error.WriteLineAsync($"Only the first of {list.Files.Count} files is printed; --out FILE writes them all.").ConfigureAwait(false);
        await terminal.Out.WriteAsync(list.Files[0].Text.AsMemory(), cancellation).ConfigureAwait(false);
        if (list.Files.Any(file => file.Part == "about"))
        {
            foreach (var note in list.Notes)
                await terminal.Error.WriteLineAsync(note).ConfigureAwait(false);
        }
    }
}
