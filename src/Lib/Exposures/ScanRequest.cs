using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources;

namespace TikTokBan.Exposures;

/// <summary>What to scan, and by which rule to judge it.</summary>
public sealed record ScanRequest
{
    /// <summary>Every source to read. Reference sources are read first, whatever the order here.</summary>
    public required IReadOnlyList<ISource> Sources { get; init; }

    /// <summary>Files that no reader knows; carried to the result.</summary>
    public IReadOnlyList<UnrecognisedFile> Unrecognised { get; init; } = [];

    /// <summary>The covered applications.</summary>
    public required CoveredCatalogue Catalogue { get; init; }

    /// <summary>The directive that binds the authority.</summary>
    public required Directive Directive { get; init; }

    /// <summary>What no export says. Without a profile nothing is assumed.</summary>
    public AuthorityProfile Profile { get; init; } = AuthorityProfile.Empty;

    /// <summary>The day as of which cases are judged.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Language of reasons: <c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>What the sources wait for just now, in words, asked whenever progress is told; null where they never wait.</summary>
    public Func<string?>? Waiting { get; init; }

    /// <summary>How many sources are read at once. Files keep two cores busy by two; a tenant's services are mostly waited for.</summary>
    public int SourcesAtOnce { get; init; } = 2;
}

/// <summary>How far a scan has come.</summary>
/// <param name="Location">The file or service being read.</param>
/// <param name="Source">Number of the source being read, from 1.</param>
/// <param name="Sources">Number of sources.</param>
/// <param name="Rows">Rows read so far, over all sources.</param>
/// <param name="Bytes">Bytes read so far, over all sources.</param>
public sealed record ScanProgress(string Location, int Source, int Sources, long Rows, long Bytes)
{
    /// <summary>What it waits for, or how much a service still lets it ask; null where there is nothing to say.</summary>
    public string? Note { get; init; }
}
