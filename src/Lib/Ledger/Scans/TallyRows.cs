using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TikTokBan.Exposures;

namespace TikTokBan.Ledger.Scans;

/// <summary>How many cases a scan has of an application, verdict, organisation and platform.</summary>
internal sealed class TallyRow
{
    /// <summary>Columns of the table, for a statement.</summary>
    public const string Columns = "application AS Application, verdict AS Verdict, organisation AS Organisation, platform AS Platform, cases AS Cases";

    public string Application { get; init; } = "";

    public string Verdict { get; init; } = "";

    public string? Organisation { get; init; }

    public string? Platform { get; init; }

    public long Cases { get; init; }
}

/// <summary>Counts the cases of a scan, so that its numbers over time are read without a case, and remain when cases are erased.</summary>
internal static class TallyRows
{
    public static IReadOnlyList<TallyRow> Count(IReadOnlyList<Exposure> exposures) =>
    [
        .. exposures
            .GroupBy(one => (one.Application, one.Verdict, one.Organisation, one.Device?.Platform))
            .OrderBy(group => group.Key.Application, StringComparer.Ordinal)
            .ThenByDescending(group => group.Key.Verdict)
            .ThenBy(group => group.Key.Organisation, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Platform, StringComparer.Ordinal)
            .Select(group => new TallyRow
            {
                Application = group.Key.Application,
                Verdict = group.Key.Verdict.ToString(),
                Organisation = group.Key.Organisation,
                Platform = group.Key.Platform,
                Cases = group.LongCount(),
            }),
    ];

    /// <summary>
    /// SHA-256 in lower-case hexadecimal over the rows in their order. Of each row: application, verdict, organisation and
    /// platform, each as its length in bytes of UTF-8, a blank and itself (a hyphen for none), then the number of cases; each
    /// of the five is ended by a line feed.
    /// </summary>
    public static string Hash(IEnumerable<TallyRow> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"{Framed(row.Application)}\n{Framed(row.Verdict)}\n{Framed(row.Organisation)}\n{Framed(row.Platform)}\n{row.Cases}\n")));
        }

        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }

    private static string Framed(string? text) => text is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text)} {text}");
}
