using System.Globalization;
using TikTokBan.Cli.Terminals;

namespace TikTokBan.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        // Scripts read what is printed: a number or a date looks the same on every machine.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        using var terminal = Terminal.OfProcess();
        using var interruption = new Interruption();
        return (int)await CommandLine.RunAsync(arguments, terminal, interruption.Token).ConfigureAwait(false);
    }
}
