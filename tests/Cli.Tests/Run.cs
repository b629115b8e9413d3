using System.Text;
using TikTokBan.Cli.Terminals;

namespace TikTokBan.Cli.Tests;

/// <summary>What a command line printed and ended with.</summary>
internal sealed record Run(ExitStatus Status, byte[] Bytes, string Errors)
{
    public string Output => new UTF8Encoding(false, true).GetString(Bytes);

    public static async Task<Run> OfAsync(params string[] arguments) => await WithInputAsync("", arguments);

    public static async Task<Run> WithInputAsync(string input, params string[] arguments)
    {
        using var output = new MemoryStream();
        using var errors = new MemoryStream();
        using var given = new MemoryStream(Encoding.UTF8.GetBytes(input));
        using var terminal = Terminal.Of(output, errors, given);
        var status = await CommandLine.RunAsync(arguments, terminal, CancellationToken.None);
        terminal.Flush();
        return new Run(status, output.ToArray(), Encoding.UTF8.GetString(errors.ToArray()));
    }
}
