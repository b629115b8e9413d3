using System.Globalization;

namespace TikTokBan.Reports.Proof;

/// <summary>What a report was made of, and each of its files with its hash. Holds no time of writing: the same scan and options give the same bytes.</summary>
public sealed record ReportManifest
{
    /// <summary>Name of the format.</summary>
    public const string FormatName = "tiktokban-manifest";

    /// <summary>The version of the format that this program writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Name of the format: <see cref="FormatName"/>.</summary>
    public required string Format { get; init; }

    /// <summary>Version of the format.</summary>
    public required int Version { get; init; }

    /// <summary><c>report</c> for that of one authority, <c>rollup</c> for one that adds up those of many.</summary>
    public required string Kind { get; init; }

    /// <summary>The authority's name.</summary>
    public string? Authority { get; init; }

    /// <summary>The scan; null where several reports were added up.</summary>
    public ManifestScan? Scan { get; init; }

    /// <summary>The directive that cases were judged by.</summary>
    public ManifestDirective? Directive { get; init; }

    /// <summary>Version and SHA-256 of the catalogue that was matched by.</summary>
    public string? Catalogue { get; init; }

    /// <summary>SHA-256 of the authority profile's file, where it is known.</summary>
    public string? ProfileSha256 { get; init; }

    /// <summary>How much the report tells of whom.</summary>
    public string? Detail { get; init; }

    /// <summary>The languages that it is written in.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>Name and version of what wrote it.</summary>
    public required string Product { get; init; }

    /// <summary>Head of each chain of the ledger when the report was written, by the chain's name; null where no ledger was used.</summary>
    public IReadOnlyDictionary<string, string>? Ledger { get; init; }

    /// <summary>SHA-256 of the certificate whose signature is in <c>manifest.jws</c>; null for a report that is not signed.</summary>
    public string? SignedBy { get; init; }

    /// <summary>Whether <c>manifest.tsq</c> asks for a time stamp.</summary>
    public bool? TimeStampRequest { get; init; }

    /// <summary>Every other file, in the ordinal order of their names.</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }

    /// <summary>What it is of, in a few words.</summary>
    /// <returns>Its kind, authority and day, as far as it has them.</returns>
    public override string ToString() => string.Join(", ", new[] { Kind, Authority, Scan?.ToString() }.OfType<string>());
}

/// <summary>A scan, as a manifest names it.</summary>
/// <param name="Id">The scan's id.</param>
/// <param name="Sha256">SHA-256 of its canonical JSON, as the ledger has it; of a selection, that of what was selected.</param>
/// <param name="AsOf">The day as of which cases were judged.</param>
/// <param name="Selection">True where the report is of a selection of the scan's exposures.</param>
public sealed record ManifestScan(string Id, string Sha256, DateOnly AsOf, bool? Selection)
{
    /// <summary>Which scan it is.</summary>
    /// <returns>Its id and day.</returns>
    public override string ToString() => $"{Id} as of {AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}{(Selection == true ? ", a selection" : "")}";
}

/// <summary>A directive, as a manifest names it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sha256">SHA-256 of its file.</param>
public sealed record ManifestDirective(string Id, string Sha256)
{
    /// <summary>Which directive it is.</summary>
    /// <returns>Its id.</returns>
    public override string ToString() => Id;
}

/// <summary>One file of a report.</summary>
/// <param name="Name">Its name, without any folder.</param>
/// <param name="Bytes">Its length in bytes.</param>
/// <param name="Sha256">SHA-256 of its bytes, in lower-case hexadecimal.</param>
public sealed record ManifestFile(string Name, long Bytes, string Sha256)
{
    /// <summary>Which file it is.</summary>
    /// <returns>Its name.</returns>
    public override string ToString() => Name;
}
