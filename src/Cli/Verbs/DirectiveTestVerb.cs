using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Directives;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>directive test</c>: what the author of a directive should mend, with line and column.</summary>
internal static class DirectiveTestVerb
{
    private static readonly string[] Columns = ["file", "line", "column", "message"];

    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE") { Description = "The files to check.", Arity = ArgumentArity.OneOrMore };
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var verb = new Verb("test", "Checks a directive of one's own: form, reach, contradictions, languages, exceptions.", "directive test ./agency.yaml", "directive test ./agency.yaml --format json") { files, format };
        verb.SetAction(async (parse, cancellation) =>
        {
            var shipped = DirectiveSet.Load(ProductFiles.Directives);
            var findings = new List<(string File, DirectiveFinding Finding)>();
            foreach (var file in parse.GetValue(files)!.Distinct(StringComparer.Ordinal))
            {
                cancellation.ThrowIfCancellationRequested();
                var found = DirectiveCheck.Run(file, shipped);
                findings.AddRange(found.Select(finding => (file, finding)));
                if (found.Count == 0)
                    await terminal.Error.WriteLineAsync($"{Tables.Printable(file)}: nothing to mend.").ConfigureAwait(false);
            }

            var rows = findings.Select(found => new object?[] { found.File, found.Finding.Line, found.Finding.Column, found.Finding.Message });
            switch (parse.GetValue(format))
            {
                case OutputFormat.Json:
                    await Records.WriteJsonAsync(Columns, rows, terminal, cancellation).ConfigureAwait(false);
                    break;
                case OutputFormat.Csv:
                    await Records.WriteCsvAsync(Columns, rows, terminal, cancellation).ConfigureAwait(false);
                    break;
                default:
                    // One finding a line in the form that editors jump to.
                    foreach (var (file, finding) in findings)
                        await terminal.Out.WriteLineAsync(Tables.Printable($"{file}:{finding.Line}:{finding.Column}: {finding.Message}")).ConfigureAwait(false);
                    break;
            }

            return (int)(findings.Count > 0 ? ExitStatus.Unusable : ExitStatus.Done);
        });
        return verb;
    }
}
