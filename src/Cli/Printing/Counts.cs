using System.Globalization;

namespace TikTokBan.Cli.Printing;

/// <summary>A number with what it counts: one is no plural.</summary>
internal static class Counts
{
    public static string Of(long number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many ?? one + "s")}");
}
