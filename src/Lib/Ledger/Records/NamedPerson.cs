namespace TikTokBan.Ledger.Records;

/// <summary>A person who did something that the ledger tells, sealed under that person's key alone: who is erased takes nothing of others along.</summary>
/// <param name="Role">One of the words below.</param>
/// <param name="Name">A name or user principal name.</param>
/// <param name="Host">Name of the machine that the person worked on; null where it doesn't matter.</param>
internal sealed record NamedPerson(string Role, string Name, string? Host = null)
{
    /// <summary>Granted a waiver.</summary>
    public const string Grantor = "grantor";

    /// <summary>Approved a waiver or a plan.</summary>
    public const string Approver = "approver";

    /// <summary>Took a waiver back.</summary>
    public const string Revoker = "revoker";

    /// <summary>Made a report.</summary>
    public const string Actor = "actor";

    /// <summary>Began a run, of a plan or of a scan.</summary>
    public const string Operator = "operator";

    /// <summary>What stands for a name that was erased.</summary>
    public const string Erased = "(erased)";
}
