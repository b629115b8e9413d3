using System.CommandLine;
using System.Text;
using TikTokBan.Authorities;
using TikTokBan.Cli.Terminals;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>authority new</c>: a commented profile to start from.</summary>
internal static class AuthorityVerb
{
    public static Command Create(Terminal terminal)
    {
        var output = new Option<string?>("--out") { Description = "Where to write it; an existing file is left alone. Default: standard output.", HelpName = "FILE" };
        var create = new Verb("new", "Writes a commented authority profile to fill in.", "authority new > authority.yaml", "authority new --out ./exports/authority.yaml") { output };
        create.SetAction(async (parse, cancellation) =>
        {
            if (parse.GetValue(output) is not { } file)
            {
                await terminal.Out.WriteAsync(AuthorityTemplate.Read().AsMemory(), cancellation).ConfigureAwait(false);
                return (int)ExitStatus.Done;
            }

            await WriteNewAsync(file, AuthorityTemplate.Read(), cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync($"Wrote {file}; fill it in and put it beside the exports.").ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return new Verb("authority", "The authority profile: what no export says.") { create };
    }

    private static async Task WriteNewAsync(string file, string text, CancellationToken cancellation)
    {
        if (File.Exists(file) || Directory.Exists(file))
            throw new UnusableInputException("This exists already and was left as it is; name a new file.", file);
        var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        await using var _ = stream.ConfigureAwait(false);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation).ConfigureAwait(false);
    }
}
