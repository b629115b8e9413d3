using System.Management.Automation;
using TikTokBan.Directives;
using TikTokBan.Exposures;

namespace TikTokBan.Cmdlets;

/// <summary>Chooses some of a scan's exposures.</summary>
internal static class ExposureFilter
{
    /// <summary>The exposures of these applications and organisations; of all where none is named.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="applications">Ids; wildcards are allowed.</param>
    /// <param name="organisations">Ids; wildcards are allowed.</param>
    /// <param name="verdicts">Verdicts.</param>
    public static IEnumerable<Exposure> Of(ScanResult scan, string[] applications, string[] organisations, params Verdict[] verdicts) => scan.Exposures.Where(exposure =>
        Fits(applications, exposure.Application) && Fits(organisations, exposure.Organisation) && (verdicts.Length == 0 || verdicts.Contains(exposure.Verdict)));

    /// <summary>Which of these ids nothing has: they are misspelt, and that nothing is found of them tells nothing.</summary>
    /// <param name="wanted">Ids; whatever has wildcards is left out.</param>
    /// <param name="known">Ids that there are.</param>
    public static IEnumerable<string> Unknown(string[] wanted, IReadOnlyList<string> known) => wanted.Where(one =>
        !WildcardPattern.ContainsWildcardCharacters(one) && !known.Contains(one, StringComparer.OrdinalIgnoreCase));

    private static bool Fits(string[] wanted, string? id) =>
        wanted.Length == 0 || (id is not null && wanted.Any(one => WildcardPattern.Get(one, WildcardOptions.IgnoreCase).IsMatch(id)));
}
