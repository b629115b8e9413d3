using System.CommandLine;
using System.Text;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Directives;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>directive new</c>: a commented directive to start from.</summary>
internal static class DirectiveNewVerb
{
    public static Command Create(Terminal terminal)
    {
        var id = new Option<string>("--id") { Description = "Its id: small letters, digits and hyphens.", HelpName = "ID", DefaultValueFactory = _ => "agency-ban" };
        var from = new Option<DateOnly?>("--valid-from") { Description = "Its first day in force. Default: today.", HelpName = "DATE", CustomParser = Parsing.Date };
        var like = new Option<string?>("--like") { Description = "Begin with a copy of this directive instead of the template.", HelpName = "ID|FILE" };
        var output = new Option<string?>("--out") { Description = "Where to write it. Default: standard output.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Write over a file that exists." };
        var verb = new Verb("new", "Writes a commented directive to fill in.", "directive new > agency.yaml", "directive new --id agency-deepseek --out ./agency-deepseek.yaml", "directive new --id agency-716 --like be-federal-716 --out ./agency-716.yaml") { id, from, like, output, force };
        verb.SetAction(async (parse, cancellation) =>
        {
            var name = parse.GetValue(id)!;
            if (name.Length is 0 or > 60 || !name.All(letter => letter is '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9')))
                throw new UnusableInputException($"'{name}' can't be a directive's id; write at most 60 small letters, digits and hyphens.");
            var text = parse.GetValue(like) is { } source
                ? DirectiveCopy.Of(DirectiveLookup.Find(source), name)
                : DirectiveTemplate.Write(name, parse.GetValue(from) ?? DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime));
            if (parse.GetValue(output) is not { } file)
            {
                await terminal.Out.WriteAsync(text.AsMemory(), cancellation).ConfigureAwait(false);
                return (int)ExitStatus.Done;
            }

            await NewFile.WriteAsync(file, Encoding.UTF8.GetBytes(text), parse.GetValue(force), cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync($"Wrote {file}; fill it in, then check it with 'tiktokban directive test {file}'.").ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }
}
