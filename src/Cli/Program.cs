using TikTokBan.Cli.Terminals;

namespace TikTokBan.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using var terminal = Terminal.OfProcess();
        using var interruption = new Interruption();
        return (int)await CommandLine.RunAsync(arguments, terminal, interruption.Token).ConfigureAwait(false);
    }
}
