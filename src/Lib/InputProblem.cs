namespace TikTokBan;

/// <summary>Why something that the caller gave is not used. Each has one place in <c>docs/errors.md</c>; scripts rely on the names, so none is ever renamed.</summary>
public enum InputProblem
{
    /// <summary>A value that was given, or several together, make no sense.</summary>
    ArgumentUnusable,

    /// <summary>A file or folder can't be read or written as asked.</summary>
    FileUnusable,

    /// <summary>A file is there already and was left as it is.</summary>
    FileExists,

    /// <summary>Something that tells of people was not agreed to.</summary>
    ConsentMissing,

    /// <summary>An export, or a register beside the exports, can't be read.</summary>
    ExportUnusable,

    /// <summary>A catalogue file can't be used.</summary>
    CatalogueUnusable,

    /// <summary>The catalogue has no such application.</summary>
    ApplicationNotFound,

    /// <summary>A directive's file can't be used.</summary>
    DirectiveUnusable,

    /// <summary>There is no such directive.</summary>
    DirectiveNotFound,

    /// <summary>A file of cases can't be used.</summary>
    CasesUnusable,

    /// <summary>An authority profile can't be used.</summary>
    ProfileUnusable,

    /// <summary>The terms of a waiver can't be registered.</summary>
    WaiverUnusable,

    /// <summary>A waiver that may not be given, or would have no effect.</summary>
    WaiverRefused,

    /// <summary>The ledger holds no such waiver.</summary>
    WaiverNotFound,

    /// <summary>A scan's document, or the choice of exposures of a scan, can't be used.</summary>
    ScanUnusable,

    /// <summary>There is no such scan.</summary>
    ScanNotFound,

    /// <summary>A plan's file can't be used, or none can be made of what was given.</summary>
    PlanUnusable,

    /// <summary>There is no such plan.</summary>
    PlanNotFound,

    /// <summary>A plan is not what it was when it was made.</summary>
    PlanChanged,

    /// <summary>A plan may no longer be carried out.</summary>
    PlanExpired,

    /// <summary>What a plan rests on is too old or was not read in full.</summary>
    PlanStale,

    /// <summary>A plan lacks the approvals that it needs.</summary>
    PlanNotApproved,

    /// <summary>A plan reaches more than it may.</summary>
    PlanOverLimits,

    /// <summary>A plan must not be carried out as things stand.</summary>
    PlanRefused,

    /// <summary>An approval's file can't be used.</summary>
    ApprovalUnusable,

    /// <summary>An approval that may not be given.</summary>
    ApprovalRefused,

    /// <summary>Nothing can be blocked, or no list written, with what was given.</summary>
    BlockUnusable,

    /// <summary>The ledger's place or file can't be used.</summary>
    LedgerUnusable,

    /// <summary>There is no ledger here.</summary>
    LedgerNotFound,

    /// <summary>What the ledger keeps is not what was kept.</summary>
    LedgerDamaged,

    /// <summary>The ledger knows no such person or device.</summary>
    SubjectNotFound,

    /// <summary>Another run has the tenant, the ledger or the folder.</summary>
    RunInProgress,

    /// <summary>A report can't be written, read or added up.</summary>
    ReportUnusable,

    /// <summary>There is no report here.</summary>
    ReportNotFound,

    /// <summary>A report can't be handed over to the place that was named.</summary>
    HandoverUnusable,

    /// <summary>A certificate can't be used.</summary>
    CertificateUnusable,

    /// <summary>The key of the pseudonyms is missing or can't be used.</summary>
    KeyUnusable,

    /// <summary>A program that is needed is not there.</summary>
    ProgramMissing,
}
