using System.CommandLine;
using System.CommandLine.Help;
using TikTokBan.Cli.Terminals;
using TikTokBan.Cli.Verbs;
using TikTokBan.Cli.Verbs.Ledgers;

namespace TikTokBan.Cli;

/// <summary>The verbs, and what becomes of a failure: one sentence and an exit status, never a stack trace.</summary>
internal static class CommandLine
{
    public static readonly Option<bool> Verbose = new("--verbose") { Description = "Say more about a failure.", Recursive = true };

    // A handle such as @name is a value to classify, not a file with further arguments.
    private static readonly ParserConfiguration Syntax = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    public static async Task<ExitStatus> RunAsync(string[] arguments, Terminal terminal, CancellationToken cancellation)
    {
        var parse = Root(terminal).Parse(arguments, Syntax);
        if (parse.Errors.Count > 0 && parse.Action is not HelpWithExamples)
            return await ComplainAsync(terminal, Sentence(parse, arguments)).ConfigureAwait(false);

        try
        {
            var settings = new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            var status = (ExitStatus)await parse.InvokeAsync(settings, cancellation).ConfigureAwait(false);
            terminal.Flush();
            return status;
        }
        catch (Exception failure)
        {
            return await Failures.TellAsync(failure, terminal, parse.GetValue(Verbose), cancellation).ConfigureAwait(false);
        }
    }

    // Not a RootCommand: that one names itself after the assembly, which Windows keeps from being called like the library.
    private static Verb Root(Terminal terminal)
    {
        var root = new Verb(
            "tiktokban",
            "Finds TikTok on an authority's devices, says what the rule makes of each case, and proves it.",
            "demo",
            "scan --exports ./exports",
            "classify com.zhiliaoapp.musically")
        {
            new HelpOption(),
            new VersionOption(),
            Verbose,
            DemoVerb.Create(terminal),
            ScanVerb.Create(terminal),
            AccessVerb.Create(terminal),
            ReportVerb.Create(terminal),
            CheckVerb.Create(terminal),
            PublishVerb.Create(terminal),
            MergeVerb.Create(terminal),
            CompareVerb.Create(terminal),
            LedgerVerb.Create(terminal),
            WorkVerb.Create(terminal),
            ClassifyVerb.Create(terminal),
            JudgeVerb.Create(terminal),
            CatalogueVerb.Create(terminal),
            DirectiveVerb.Create(terminal),
            AuthorityVerb.Create(terminal),
            WaiverVerb.Create(terminal),
            PlanVerb.Create(terminal),
            ApproveVerb.Create(terminal),
            ApplyVerb.Create(terminal),
            VerifyVerb.Create(terminal),
            ProgressVerb.Create(terminal),
            UndoVerb.Create(terminal),
            BlockVerb.Create(terminal),
        };
        HelpWithExamples.AddTo(root);
        return root;
    }

    private static async Task<ExitStatus> ComplainAsync(Terminal terminal, string sentence)
    {
        await terminal.Error.WriteLineAsync(sentence).ConfigureAwait(false);
        await terminal.Error.FlushAsync().ConfigureAwait(false);
        return ExitStatus.Unusable;
    }

    private static string Sentence(ParseResult parse, string[] arguments)
    {
        var command = parse.CommandResult.Command;
        var path = Verb.PathOf(command);
        if (arguments.Length == 0)
            return "Give a verb; 'tiktokban --help' lists them, and 'tiktokban demo' shows what they do.";
        var unknown = parse.UnmatchedTokens.Count > 0 ? parse.UnmatchedTokens[0] : null;
        return unknown is not null
            ? $"'{Shown(unknown)}' is not {(command.Subcommands.Count > 0 ? "a verb" : "an option or argument")} of {path}; '{path} --help' lists what is."
            : WrongValue.SentenceOf(parse.Errors[0]) is { } sentence
            ? $"{sentence}; '{path} --help' shows how it is used."
            : $"{parse.Errors[0].Message.TrimEnd('.')}; '{path} --help' shows how it is used.";
    }

    internal static string Shown(string token) => token.Length <= 80 ? token : token[..80] + "…";
}
