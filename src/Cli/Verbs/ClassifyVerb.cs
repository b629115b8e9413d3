using System.CommandLine;
using TikTokBan.Catalogue;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>classify</c>: what the catalogue makes of values, and why.</summary>
internal static class ClassifyVerb
{
    public static Command Create(Terminal terminal)
    {
        var values = new Argument<string[]>("VALUE") { Description = "A name, package, domain, url, sender, publisher, address …", Arity = ArgumentArity.ZeroOrMore };
        var kind = new Option<IndicatorKind?>("--kind")
        {
            Description = "What the values are. Default: their shape decides.",
            HelpName = string.Join('|', Enum.GetValues<IndicatorKind>().Select(Parsing.Word)),
            CustomParser = result => Parsing.OneOf(result, Enum.GetValues<IndicatorKind>()),
        };
        var authentication = new Option<MailAuthentication>("--authentication")
        {
            Description = "What DMARC said of the mail that a sender comes from.",
            HelpName = "unknown|pass|fail",
            CustomParser = result => Parsing.OneOf(result, Enum.GetValues<MailAuthentication>()),
        };
        var input = new Option<string?>("--input") { Description = "A json or csv file with 'value' and 'kind'; - is standard input.", HelpName = "FILE" };
        var own = CommonOptions.OwnCatalogue();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var verb = new Verb(
            "classify",
            "Says what the catalogue makes of values, and why.",
            "classify com.zhiliaoapp.musically www.tiktok.com \"TikTok Lite\"",
            "classify --kind sender \"TikTok <noreply@account.tiktok.com>\"",
            "classify --input values.csv --format json")
        {
            values, kind, authentication, input, own, format,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(values) is not { Length: > 0 } && result.GetValue(input) is null)
                result.AddError("Give a value to classify, or a file of them with --input");
        });
        verb.SetAction(async (parse, cancellation) =>
        {
            var asked = parse.GetValue(values)!.Select(value => new Question(value, parse.GetValue(kind), parse.GetValue(authentication)));
            if (parse.GetValue(input) is { } file)
                asked = asked.Concat(await QuestionFile.ReadAsync(file, terminal, cancellation).ConfigureAwait(false));

            var matcher = CoveredCatalogue.Load(ProductFiles.Catalogue, parse.GetValue(own)!).CreateMatcher();
            var answers = asked.Select(question => question.AskOf(matcher)).ToList();
            await AnswerPrinter.PrintAsync(answers, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }
}
