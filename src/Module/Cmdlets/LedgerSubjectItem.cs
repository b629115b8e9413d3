using System.Management.Automation;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Cmdlets;

/// <summary>One thing that a ledger holds about a person or a device. Personal data.</summary>
public sealed record LedgerSubjectItem
{
    /// <summary>What it is: <c>Case</c>, <c>Waiver</c>, <c>Plan</c>, <c>Entry</c> of a journal, <c>Mention</c> in a scan, <c>Act</c> as operator, approver or grantor, or <c>Report</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>When it was kept; for a case, when the last scan that saw it was.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Id of the waiver, plan or scan that it is about; for a case, that of the last scan that saw it.</summary>
    public string? About { get; init; }

    /// <summary>Ids of the scans in which a case is, the oldest first.</summary>
    public required IReadOnlyList<string> Scans { get; init; }

    /// <summary>Number of the event that brought it; null for a case and for a report.</summary>
    public long? Event { get; init; }

    /// <summary>What that event tells, such as <c>waiver</c> or <c>revocation</c>.</summary>
    public string? EventKind { get; init; }

    /// <summary>What is held, as it is stored; others read <c>(other)</c>. As text it is JSON, so that nothing is lost in a table. Null where no key opens it.</summary>
    public PSObject? Content { get; init; }

    internal static LedgerSubjectItem Of(HeldItem item) => new()
    {
        Kind = item.List switch
        {
            "cases" => "Case",
            "waivers" => "Waiver",
            "plans" => "Plan",
            "entries" => "Entry",
            "mentions" => "Mention",
            "acts" => "Act",
            "reports" => "Report",
            var other => other,
        },
        At = item.At,
        About = item.About,
        Scans = item.Scans,
        Event = item.Event,
        EventKind = item.EventKind,
        Content = item.Content is { } content ? JsonObjects.Of(content) : null,
    };
}
