namespace TikTokBan.Ledger;

/// <summary>The last link of each of a ledger's chains: whoever holds it can tell later whether what came before was altered.</summary>
/// <param name="Chains">SHA-256 in lower-case hexadecimal by chain: <c>events</c>; in an earlier form of the ledger <c>scans</c>, <c>waivers</c>, <c>journal</c>, of which one without a link is missing.</param>
public sealed record LedgerHead(IReadOnlyDictionary<string, string> Chains);
