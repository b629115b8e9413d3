using System.CommandLine;
using TikTokBan.Catalogue;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>catalogue list</c> and <c>catalogue show</c>: the covered applications and what gives them away.</summary>
internal static class CatalogueVerb
{
    public static Command Create(Terminal terminal) => new Verb("catalogue", "The covered applications.") { List(terminal), Show(terminal) };

    private static Verb List(Terminal terminal)
    {
        var own = CommonOptions.OwnCatalogue();
        var language = CommonOptions.Language();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var verb = new Verb("list", "Lists the covered applications.", "catalogue list", "catalogue list --format csv") { own, language, format };
        verb.SetAction(async (parse, cancellation) =>
        {
            var catalogue = CoveredCatalogue.Load(ProductFiles.Catalogue, parse.GetValue(own)!);
            await CataloguePrinter.PrintListAsync(catalogue, parse.GetValue(language)!, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }

    private static Verb Show(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "Id of an application, as 'catalogue list' shows it." };
        var own = CommonOptions.OwnCatalogue();
        var language = CommonOptions.Language();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var verb = new Verb("show", "Shows an application's indicators and how well each is confirmed.", "catalogue show tiktok") { id, own, language, format };
        verb.SetAction(async (parse, cancellation) =>
        {
            var catalogue = CoveredCatalogue.Load(ProductFiles.Catalogue, parse.GetValue(own)!);
            var application = catalogue.Find(parse.GetValue(id)!)
                ?? throw new UnusableInputException($"The catalogue has no application '{parse.GetValue(id)}'; 'tiktokban catalogue list' shows those it has.");
            await CataloguePrinter.PrintOneAsync(application, parse.GetValue(language)!, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }
}
