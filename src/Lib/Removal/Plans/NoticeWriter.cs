using System.Globalization;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Removal.Plans;

/// <summary>Writes to a person in their language.</summary>
internal sealed class NoticeWriter(AppIdentifiers identifiers, string language)
{
    /// <summary>What a message in the Company Portal holds.</summary>
    public const int LongestSubject = 50;

    /// <summary>Likewise.</summary>
    public const int LongestText = 500;

    private const int LongestDevice = 32;

    public PlanNotice Write(NoticeText notice, IReadOnlyList<Exposure> exposures)
    {
        var first = exposures[0];
        var spoken = LanguageOf(first.Person);
        var names = exposures.Select(exposure => identifiers.NameOf(exposure.Application, spoken)).Distinct().ToList();
        var apps = Cut(string.Join(", ", names), LongestSubject - 24);
        var device = Cut(first.Device?.Name ?? first.Device?.Model ?? first.Device?.Id ?? first.Person?.UserPrincipalName ?? "—", LongestDevice);
        return new PlanNotice
        {
            Id = "",
            Person = first.Person?.UserPrincipalName,
            Device = first.Device?.Name,
            Language = spoken,
            Subject = Cut(string.Format(CultureInfo.InvariantCulture, notice.Subject.In(spoken), apps), LongestSubject),
            Text = Cut(string.Format(CultureInfo.InvariantCulture, notice.Text.In(spoken), apps, device), LongestText),
            Exposures = [.. exposures.Select(exposure => exposure.Id)],
        };
    }

    private string LanguageOf(ExposedPerson? person) =>
        person?.Language?.Split('-')[0].ToLowerInvariant() is { } two && LocalText.Languages.Contains(two) ? two : language;

    private static string Cut(string text, int most)
    {
        // A device may be named like a placeholder, or break a line.
        var plain = string.Concat(text.Select(letter => letter switch { '{' => '(', '}' => ')', _ when char.IsControl(letter) => ' ', _ => letter }));
        if (plain.Length <= most)
            return plain;
        var end = char.IsHighSurrogate(plain[most - 2]) ? most - 2 : most - 1;
        return plain[..end] + "…";
    }
}
