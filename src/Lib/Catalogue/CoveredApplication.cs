namespace TikTokBan.Catalogue;

/// <summary>One application of the catalogue. Its class decides which directive covers it.</summary>
public sealed class CoveredApplication
{
    internal CoveredApplication()
    {
    }

    /// <summary>Stable id, such as <c>tiktok-lite</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its name by language (ISO 639-1); <c>en</c> is always there.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init => field = Listed.Of(value); }

    /// <summary>Further titles under which stores and inventories show it.</summary>
    public required IReadOnlyList<string> Titles { get; init => field = Listed.Of(value); }

    /// <summary>Its class, such as <c>tiktok_service</c>; one of <see cref="CoveredCatalogue.Classes"/>.</summary>
    public required string Class { get; init; }

    /// <summary>What a confirmed indicator of it means: covered, or for the policy owner to decide.</summary>
    public required MatchOutcome Outcome { get; init; }

    /// <summary>Who offers it.</summary>
    public required string Vendor { get; init; }

    /// <summary>Country of the vendor's parent (ISO 3166-1 alpha-2), such as <c>CN</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>What it is for: <c>recreational</c>, <c>creation</c>, <c>commerce</c>, <c>assistant</c>, <c>work</c>, <c>development</c>, <c>cloud</c>, <c>device</c>.</summary>
    public required string Category { get; init; }

    /// <summary>Publishers that inventories name for it.</summary>
    public required IReadOnlyList<string> Publishers { get; init => field = Listed.Of(value); }

    /// <summary>Everything that gives it away, titles included.</summary>
    public required IReadOnlyList<CoveredIndicator> Indicators { get; init => field = Listed.Of(value); }

    /// <summary>What a reader should know about it.</summary>
    public string? Note { get; init; }

    /// <summary>Where the catalogue defines it: <c>file:line</c>.</summary>
    public required string Location { get; init; }

    /// <summary>Its name in a language, in English where it has none in that language.</summary>
    /// <param name="language">A language tag such as <c>fr</c> or <c>fr-BE</c>; the part after the hyphen is not regarded.</param>
    public string Name(string language = "en")
    {
        ArgumentNullException.ThrowIfNull(language);
        var end = language.IndexOf('-', StringComparison.Ordinal);
        return Names.TryGetValue(end < 0 ? language : language[..end], out var name) ? name : Names["en"];
    }
}

/// <summary>A class of applications.</summary>
/// <param name="Id">Id, such as <c>douyin_counterpart</c>.</param>
/// <param name="Title">What people call it, in English.</param>
/// <param name="Outcome">What a confirmed indicator of such an application means.</param>
public sealed record ApplicationClass(string Id, string Title, MatchOutcome Outcome);

/// <summary>Where indicators were found.</summary>
/// <param name="Id">Id that indicators refer to.</param>
/// <param name="What">What it is.</param>
/// <param name="Where">Where it is published.</param>
/// <param name="Tier"><c>first-party</c> (confirms alone), <c>database</c>, <c>community</c>, <c>block list</c> or <c>derived</c> (confirms nothing).</param>
public sealed record CatalogueSource(string Id, string What, string Where, string Tier);
