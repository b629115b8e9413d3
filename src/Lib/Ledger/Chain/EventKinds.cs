namespace TikTokBan.Ledger.Chain;

/// <summary>What an event tells, as it stands in the ledger.</summary>
internal static class EventKinds
{
    /// <summary>A scan: its head, with the exposures as segments. About: the scan's id.</summary>
    public const string Scan = "scan";

    /// <summary>A run that made a scan. About: the scan's id.</summary>
    public const string ScanRun = "scan-run";

    /// <summary>A waiver was granted. About: its id.</summary>
    public const string Waiver = "waiver";

    /// <summary>A waiver was revoked. About: its id.</summary>
    public const string Revocation = "revocation";

    /// <summary>A plan that a run was begun of. About: its id.</summary>
    public const string Plan = "plan";

    /// <summary>Who had approved a plan when a run of it began. About: the plan's id.</summary>
    public const string Approval = "approval";

    /// <summary>A run of a plan began. About: the plan's id.</summary>
    public const string Run = "run";

    /// <summary>An entry of a run. About: the plan's id.</summary>
    public const string Action = "action";

    /// <summary>A report was made. About: the scan's id.</summary>
    public const string Report = "report";

    /// <summary>Keys were destroyed.</summary>
    public const string Erasure = "erasure";

    /// <summary>Somebody was given what the ledger holds about a subject.</summary>
    public const string Access = "access";

    /// <summary>Keys were wrapped anew, under another master key or none.</summary>
    public const string Rotation = "rotation";

    /// <summary>A signed root over all events before it.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>Events were taken over from another store, or from an older form of this one.</summary>
    public const string Import = "import";
}
