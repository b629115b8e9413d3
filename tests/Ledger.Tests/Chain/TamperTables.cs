using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Tests.Chain;

/// <summary>What an attacker's edits are made in.</summary>
internal static class TamperTables
{
    /// <summary>What is no evidence, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> NoEvidence = new Dictionary<string, string>
    {
        ["authority.name"] = "how people call it: the chain goes by its id",
        ["authority.made_at"] = "shown to nobody, and used for nothing",
        ["subject.made_at"] = "shown to nobody, and used for nothing",
        ["case_index"] = "spares work to the next scan: sealed, checked where it is used, and made anew where it is not there",
        ["lease"] = "who works at this moment; no record of anything",
        ["scan_task"] = "the queue of scans to come; no record of anything",
    };

    public static readonly IReadOnlyDictionary<string, string[]> Keys = new Dictionary<string, string[]>
    {
        ["authority"] = ["number"],
        ["chain_head"] = ["authority"],
        ["authority_key"] = ["authority", "purpose"],
        ["subject"] = ["authority", "number"],
        ["subject_name"] = ["authority", "token"],
        ["subject_key"] = ["authority", "subject", "period"],
        ["event"] = ["authority", "number"],
        ["part"] = ["authority", "number"],
        ["segment"] = ["authority", "event", "ordinal"],
        ["document_subject"] = ["authority", "part", "subject"],
        ["part_replaced"] = ["authority", "part"],
        ["scan_head"] = ["authority", "number"],
        ["scan_run"] = ["authority", "number"],
        ["tally"] = ["authority", "scan", "ordinal"],
        ["seen"] = ["authority", "token"],
    };

    /// <summary>The tables that hold evidence.</summary>
    public static IReadOnlyList<string> All { get; } = [.. LedgerTables.All.Where(table => !NoEvidence.ContainsKey(table))];
}
