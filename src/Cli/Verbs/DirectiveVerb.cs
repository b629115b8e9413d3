using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Directives;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>directive list</c> and <c>directive show</c>: the regimes, and what each says; <c>test</c> and <c>new</c> for writing one's own.</summary>
internal static class DirectiveVerb
{
    public static Command Create(Terminal terminal) => new Verb("directive", "The ban and advice regimes.")
    {
        List(terminal), Show(terminal), DirectiveTestVerb.Create(terminal), DirectiveNewVerb.Create(terminal),
    };

    private static Verb List(Terminal terminal)
    {
        var own = CommonOptions.OwnDirectives();
        var language = CommonOptions.Language();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var verb = new Verb("list", "Lists the directives.", "directive list", "directive list --language fr") { own, language, format };
        verb.SetAction(async (parse, cancellation) =>
        {
            var directives = DirectiveSet.Load(ProductFiles.Directives, parse.GetValue(own)!);
            await DirectivePrinter.PrintListAsync(directives.All, parse.GetValue(language)!, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            foreach (var problem in directives.Problems)
                await terminal.Error.WriteLineAsync(problem.Message).ConfigureAwait(false);
            return (int)(directives.Problems.Count > 0 ? ExitStatus.Unusable : ExitStatus.Done);
        });
        return verb;
    }

    private static Verb Show(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "Id of a directive, as 'directive list' shows it." };
        var own = CommonOptions.OwnDirectives();
        var language = CommonOptions.Language();
        var verb = new Verb("show", "Shows whom a directive reaches, since when, and its rules.", "directive show be-federal-716", "directive show be-federal-716 --language nl") { id, own, language };
        verb.SetAction(parse =>
        {
            var directives = DirectiveSet.Load(ProductFiles.Directives, parse.GetValue(own)!);
            DocumentPrinter.Print(DirectiveDocument.Of(directives.Find(parse.GetValue(id)!), parse.GetValue(language)!, directives), terminal.Tables);
            return (int)ExitStatus.Done;
        });
        return verb;
    }
}
