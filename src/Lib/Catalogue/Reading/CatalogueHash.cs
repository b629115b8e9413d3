using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TikTokBan.Catalogue.Reading;

/// <summary>A hash of what a catalogue says, whichever way its files are cut and laid out.</summary>
internal static class CatalogueHash
{
    public static string Of(CoveredCatalogue catalogue)
    {
        var lines = new List<string> { Line("version", catalogue.Version) };
        lines.AddRange(catalogue.Classes.Values.Select(one => Line("class", one.Id, one.Title, one.Outcome.ToString())));
        lines.AddRange(catalogue.Sources.Values.Select(one => Line("source", one.Id, one.What, one.Where, one.Tier)));
        lines.AddRange(catalogue.Excluded.Select(one => Line("excluded", one.Kind.ToString(), one.Value, one.Why)));
        lines.AddRange(catalogue.Indicators.Select(Indicator));
        lines.AddRange(catalogue.Applications.Select(one => Line(
            "application",
            [one.Id, one.Class, one.Outcome.ToString(), one.Vendor, one.Origin, one.Category, one.Note ?? "", .. one.Names.OrderBy(name => name.Key, StringComparer.Ordinal).SelectMany(name => new[] { name.Key, name.Value }), "", .. one.Titles, "", .. one.Publishers])));
        var words = catalogue.Words;
        lines.Add(Line("words", [.. words.ThirdParty, "", .. words.Impersonation, "", .. words.Code, "", .. words.Filler, "", .. words.Account]));
        lines.Sort(StringComparer.Ordinal);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)))).ToLowerInvariant();
    }

    private static string Indicator(CoveredIndicator one) => Line(
        "indicator",
        [one.Kind.ToString(), one.Value, one.Application ?? "", one.Class, one.Platform ?? "", one.Role ?? "", one.ConfirmedBy.ToString(CultureInfo.InvariantCulture), one.Outcome.ToString(), one.Ambiguous ? "ambiguous" : "", one.Note ?? "", .. one.Sources]);

    // Each part carries its length, so that no two contents can spell the same line.
    private static string Line(string kind, params string[] parts) =>
        kind + string.Concat(parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"|{part.Length}:{part}")));
}
