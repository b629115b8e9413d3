using System.Globalization;

namespace TikTokBan.Generator.Formats;

/// <summary>Instants, as the various services write them.</summary>
internal static class Stamp
{
    public static string Iso(this DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Seven decimals, as Intune and Defender have them.</summary>
    public static string Long(this DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Seven decimals and no zone, as Intune's reports have them; they mean UTC.</summary>
    public static string Report(this DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss.fffffff", CultureInfo.InvariantCulture);

    /// <summary>Day first, as <c>Export-Csv</c> writes on a Belgian machine.</summary>
    public static string Belgian(this DateTimeOffset time) => time.ToString("d/MM/yyyy H:mm:ss", CultureInfo.InvariantCulture);

    public static string Belgian(this DateOnly day) => day.ToString("d/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>Seconds since 1970, with decimals, as Squid and Zeek log them.</summary>
    public static string Epoch(this DateTimeOffset time, int decimals) =>
        (time.ToUnixTimeMilliseconds() / 1000m).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
