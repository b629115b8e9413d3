using System.Text.Json.Nodes;

namespace TikTokBan.Ledger.Subjects;

/// <summary>Whose data is asked for, and where it goes.</summary>
public sealed record AccessRequest
{
    /// <summary>What the person or device is known by: user principal name, object id, device id or serial number, in any number.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Folder for the two files.</summary>
    public required string Folder { get; init; }

    /// <summary>Language of the page: <c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>User principal name of who answers the request. Sealed.</summary>
    public required string By { get; init; }

    /// <summary>Days that personal data is kept, as the authority profile says; null where it doesn't.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>Whether files that are there may be replaced.</summary>
    public bool Overwrite { get; init; }
}

/// <summary>What was given.</summary>
/// <param name="Event">Number of the event that records it.</param>
/// <param name="Found">Whether the ledger holds anything about the subject. The files say so too where it doesn't.</param>
/// <param name="Items">How many things it holds: cases, waivers, plans, entries and acts.</param>
/// <param name="Json">Path of the file for programs: <c>schemas/subject-access.schema.json</c>.</param>
/// <param name="Page">Path of the page for people.</param>
public sealed record AccessOutcome(long Event, bool Found, long Items, string Json, string Page);

/// <summary>What a ledger holds about a subject.</summary>
internal sealed class AccessContent
{
    /// <summary>The lists, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Lists { get; } = ["cases", "waivers", "plans", "entries", "mentions", "acts", "reports"];

    public IReadOnlyList<long> Subjects { get; init; } = [];

    public Dictionary<string, JsonArray> Items { get; } = Lists.ToDictionary(list => list, _ => new JsonArray(), StringComparer.Ordinal);

    /// <summary>How many sealed parts were read for it.</summary>
    public long Parts { get; set; }

    public long Count => Items.Values.Sum(items => items.Count);
}
