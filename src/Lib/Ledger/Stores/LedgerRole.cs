namespace TikTokBan.Ledger.Stores;

/// <summary>What a login may do in an authority's ledger.</summary>
public enum LedgerRole
{
    /// <summary>Append to it.</summary>
    Writer,

    /// <summary>Read it.</summary>
    Reader,

    /// <summary>Destroy keys of subjects, and record that.</summary>
    Eraser,
}
