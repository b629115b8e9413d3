using System.Text.Json;
using TikTokBan.Reports.Privacy;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Reports.Rollup;

/// <summary>Reads the figures of a <c>report.json</c> that was checked before.</summary>
internal static class AuthorityReportReader
{
    /// <summary>No aggregate report comes near it.</summary>
    public const long Largest = 64 * 1024 * 1024;

    private const int MostRows = 10_000;

    // Beyond it sums of many could overflow.
    private const long MostCounted = 1_000_000_000_000;

    /// <summary>Reads it.</summary>
    /// <exception cref="JsonException">It is not the document of a report.</exception>
    public static async Task<AuthorityReport> ReadAsync(string folder, ReportCheckResult checkedReport, CancellationToken cancellationToken)
    {
        var stream = File.OpenRead(Path.Combine(folder, "report.json"));
        await using (stream.ConfigureAwait(false))
        {
            using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken).ConfigureAwait(false);
            var root = document.RootElement;
            var headline = Member(root, "headline", JsonValueKind.Object);
            var breakdowns = Member(root, "breakdowns", JsonValueKind.Object);
            return new AuthorityReport
            {
                Folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
                Manifest = checkedReport.Manifest!,
                ManifestSha256 = checkedReport.ManifestSha256!,
                SignedBy = checkedReport.SignedBy,
                Headline = AuthorityReport.Totals.ToDictionary(name => name, name => FigureOf(Member(headline, name))),
                Verdicts = Figures(Member(root, "verdicts", JsonValueKind.Object)),
                Breakdowns = AuthorityReport.Dimensions.ToDictionary(dimension => dimension, dimension => Rows(Member(breakdowns, dimension, JsonValueKind.Array))),
                DirectiveTitle = Member(root, "scan", JsonValueKind.Object).TryGetProperty("directiveTitle", out var title) && title.ValueKind == JsonValueKind.String ? title.GetString() : null,
            };
        }
    }

    private static Dictionary<string, Figure> Figures(JsonElement members) =>
        members.EnumerateObject().Take(MostRows).ToDictionary(member => member.Name, member => FigureOf(member.Value), StringComparer.Ordinal);

    private static IReadOnlyDictionary<string, (string, Figure)> Rows(JsonElement rows)
    {
        var read = new Dictionary<string, (string, Figure)>(StringComparer.Ordinal);
        foreach (var row in rows.EnumerateArray().Take(MostRows))
        {
            var key = Text(Member(row, "key"));
            if (!read.TryAdd(key, (Text(Member(row, "title")), FigureOf(Member(row, "total")))))
                throw new JsonException($"a breakdown has the row \"{key}\" twice");
        }

        return read;
    }

    private static Figure FigureOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var number) && number is >= 0 and <= MostCounted => new Figure(number),
        JsonValueKind.Object when value.TryGetProperty("about", out var about) && about.ValueKind == JsonValueKind.Number && about.TryGetInt64(out var number) && number is >= Rounding.Step and <= MostCounted && number % Rounding.Step == 0
            => new Figure(number, FigureState.Rounded),
        JsonValueKind.String when value.ValueEquals("<5"u8) => new Figure(0, FigureState.Small),
        JsonValueKind.String when value.ValueEquals("withheld"u8) => new Figure(0, FigureState.Withheld),
        _ => throw new JsonException("a figure is neither a number, nor rounded, nor under five, nor withheld"),
    };

    private static JsonElement Member(JsonElement holder, string name, JsonValueKind? kind = null) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var member) && (kind is null || member.ValueKind == kind)
            ? member
            : throw new JsonException($"it has no {name}");

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new JsonException("a text is none");
}
