namespace TikTokBan.Ledger;

/// <summary>The last events of a ledger's chain: whoever holds it can tell later whether what came before was altered.</summary>
/// <param name="Chains">SHA-256 in lower-case hexadecimal: of the last scan (<c>scans</c>), and of the last event about <c>waivers</c> and of the <c>journal</c>; what there is none of is missing. Reports are none of them, so that one that is made again says the same.</param>
public sealed record LedgerHead(IReadOnlyDictionary<string, string> Chains);
