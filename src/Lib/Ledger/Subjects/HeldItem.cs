using System.Globalization;
using System.Text.Json.Nodes;

namespace TikTokBan.Ledger.Subjects;

/// <summary>What a ledger holds about a subject, told and not written.</summary>
/// <param name="Event">Number of the event that records that it was given.</param>
/// <param name="Items">What it holds; nothing where it knows nobody by the names.</param>
public sealed record SubjectHoldings(long Event, IReadOnlyList<HeldItem> Items);

/// <summary>One thing that a ledger holds about a subject.</summary>
public sealed record HeldItem
{
    /// <summary>The list in which it stands: <c>cases</c>, <c>waivers</c>, <c>plans</c>, <c>entries</c>, <c>mentions</c>, <c>acts</c> or <c>reports</c>, as in <c>schemas/subject-access.schema.json</c>.</summary>
    public required string List { get; init; }

    /// <summary>Number of the event that brought it; null for a case, which may be in many scans, and for a report.</summary>
    public long? Event { get; init; }

    /// <summary>What that event tells, such as <c>waiver</c> or <c>revocation</c>.</summary>
    public string? EventKind { get; init; }

    /// <summary>Id of what it is about, such as a waiver, a plan or a scan; for a case, that of the last scan that saw it.</summary>
    public string? About { get; init; }

    /// <summary>When it was kept; for a case, when the last scan that saw it was.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Ids of the scans in which a case is, the oldest first.</summary>
    public IReadOnlyList<string> Scans { get; init => field = Listed.Of(value); } = Listed.Of<string>([]);

    /// <summary>What is held, in JSON; others are replaced by <c>(other)</c>. Null where no key opens it.</summary>
    public string? Content { get; init; }

    internal static HeldItem Of(string list, JsonObject item)
    {
        var scans = item["scans"] as JsonArray ?? [];
        var last = scans.LastOrDefault();
        return new()
        {
            List = list,
            Event = (long?)item["event"],
            EventKind = (string?)item["kind"],
            About = (string?)(item["about"] ?? last?["id"]),
            At = (string?)(item["at"] ?? last?["at"]) is { } at ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null,
            Scans = [.. scans.Select(scan => (string)scan!["id"]!)],
            Content = item["content"]?.ToJsonString(),
        };
    }
}
