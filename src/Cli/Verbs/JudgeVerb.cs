using System.CommandLine;
using TikTokBan.Catalogue;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Directives;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>judge</c>: verdicts for case facts that the caller already has.</summary>
internal static class JudgeVerb
{
    public static Command Create(Terminal terminal)
    {
        var cases = new Option<string>("--cases") { Description = "A json array of case facts; - is standard input.", HelpName = "FILE", Required = true };
        var directives = CommonOptions.OwnDirectives();
        var catalogue = CommonOptions.OwnCatalogue();
        var languages = CommonOptions.Language();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var failOn = CommonOptions.FailOn();
        var verb = new Verb(
            "judge",
            "Says what a directive makes of each case in a file, and which facts are missing.",
            "judge --cases cases.json",
            "judge --cases cases.json --format json > verdicts.json")
        {
            cases, directives, catalogue, languages, format, failOn,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var language = parse.GetValue(languages)!;
            var known = DirectiveSet.Load(ProductFiles.Directives, parse.GetValue(directives)!);
            var covered = CoveredCatalogue.Load(ProductFiles.Catalogue, parse.GetValue(catalogue)!);
            ApplicationFacts? FactsOf(string id) => covered.Find(id) is { } application
                ? new ApplicationFacts(application.Class, application.Origin, application.Category)
                : null;
            var court = new Dictionary<string, Judge>(StringComparer.Ordinal);
            var judgements = new List<Judgement>();
            var problems = known.Problems.ToList();
            Stream file = parse.GetValue(cases) == "-"
                ? await terminal.ReadInputAsync(cancellation).ConfigureAwait(false)
                : Open(parse.GetValue(cases)!);
            await using var _ = file.ConfigureAwait(false);
            foreach (var one in CaseFile.Read(file, parse.GetValue(cases)))
            {
                cancellation.ThrowIfCancellationRequested();
                try
                {
                    var facts = one.Facts ?? throw one.Problem!;
                    if (!court.TryGetValue(facts.Directive, out var judge))
                        court[facts.Directive] = judge = new Judge(known.Find(facts.Directive), FactsOf);
                    judgements.Add(judge.Decide(facts, language));
                }
                catch (UnusableInputException problem)
                {
                    // The other cases still get their answers.
                    problems.Add(problem);
                }
            }

            // A table of nothing would stand before the sentence that says why; a program still gets its empty list.
            if (judgements.Count > 0 || problems.Count == 0 || parse.GetValue(format) != OutputFormat.Table)
                await JudgementPrinter.PrintAsync(judgements, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            foreach (var problem in problems)
                await terminal.Error.WriteLineAsync(problem.Message).ConfigureAwait(false);
            return (int)(problems.Count > 0 ? ExitStatus.Unusable
                : parse.GetValue(failOn) is { } met && judgements.Any(judgement => met.Contains(judgement.Verdict)) ? ExitStatus.VerdictMet
                : ExitStatus.Done);
        });
        return verb;
    }

    private static FileStream Open(string cases)
    {
        try
        {
            return new FileStream(cases, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new UnusableInputException("The file of cases can't be opened; name a json file with an array of case facts.", cases, inner: failure);
        }
    }
}
