namespace TikTokBan.Removal.Guards;

/// <summary>What a guard found.</summary>
public enum GuardCode
{
    /// <summary>The plan's content does not fit its hash.</summary>
    PlanChanged,

    /// <summary>The plan may no longer be applied.</summary>
    PlanExpired,

    /// <summary>The plan was made at a time that has not come.</summary>
    PlanFromTheFuture,

    /// <summary>The plan is for another tenant.</summary>
    WrongTenant,

    /// <summary>The scan is too old.</summary>
    ScanStale,

    /// <summary>What the scan read is too old, however recent the scan is.</summary>
    DataStale,

    /// <summary>The scan judged as of a day that has not come.</summary>
    ScanOfTomorrow,

    /// <summary>A source was not read in full.</summary>
    ScanIncomplete,

    /// <summary>Rows of the registers of waivers or of funding were not read in full.</summary>
    RegisterRowsUnread,

    /// <summary>More devices than the limit.</summary>
    TooManyDevices,

    /// <summary>A larger share of the fleet than the limit.</summary>
    TooLargeShare,

    /// <summary>A protected person or device is among those reached.</summary>
    ProtectedTarget,

    /// <summary>An action reaches a device that the plan does not list.</summary>
    TargetOutsidePlan,

    /// <summary>The first ring is missing or too large.</summary>
    NoCanary,

    /// <summary>The directive is not what it was.</summary>
    DirectiveChanged,

    /// <summary>The catalogue is older than one that was used before.</summary>
    CatalogueOlder,

    /// <summary>The catalogue holds less than one that was used before.</summary>
    CatalogueSmaller,

    /// <summary>The authority profile is not what it was.</summary>
    ProfileChanged,

    /// <summary>The plan reaches everybody in the tenant.</summary>
    TenantWide,

    /// <summary>The plan holds no action.</summary>
    NothingToDo,

    /// <summary>The plan says of itself what does not fit together.</summary>
    Contradictory,

    /// <summary>The group that the plan blocks for holds devices that are somebody's own, or may.</summary>
    PersonalDevices,

    /// <summary>People or devices with a waiver are in the group that the plan blocks for.</summary>
    ExceptionReached,

    /// <summary>Fewer people approved than must.</summary>
    ApprovalMissing,

    /// <summary>An approval is for another plan.</summary>
    ApprovalOfAnotherPlan,

    /// <summary>An approval is for this plan as it was before it was changed.</summary>
    ApprovalOfAnEarlierPlan,

    /// <summary>An approval has expired.</summary>
    ApprovalExpired,

    /// <summary>An approval states times that can't be.</summary>
    ApprovalTimes,

    /// <summary>The author approved their own plan.</summary>
    ApprovedByAuthor,

    /// <summary>One person approved twice; it counts once.</summary>
    ApprovedTwice,

    /// <summary>An approval's signature does not fit it.</summary>
    ApprovalForged,

    /// <summary>An approval lacks the signature that it must have.</summary>
    ApprovalUnsigned,

    /// <summary>An approval was signed with a certificate that is not listed for the approver.</summary>
    ApprovalOfUnknownCertificate,
}

/// <summary>One finding.</summary>
/// <param name="Code">What.</param>
/// <param name="Refuses">Whether the plan may not be applied because of it; else it is a warning.</param>
/// <param name="Sentence">What is wrong, and what to do about it.</param>
public sealed record GuardFinding(GuardCode Code, bool Refuses, string Sentence);

/// <summary>What guards make of a plan.</summary>
/// <param name="Findings">Refusals first, then warnings.</param>
public sealed record GuardVerdict(IReadOnlyList<GuardFinding> Findings)
{
    /// <summary>Whether nothing refuses.</summary>
    public bool Allows => !Findings.Any(finding => finding.Refuses);

    /// <summary>What refuses, in words; null where nothing does.</summary>
    public string? Refusal => Allows ? null : string.Join(' ', Findings.Where(finding => finding.Refuses).Select(finding => finding.Sentence));

    /// <summary>The kind of the first refusal; null where nothing refuses.</summary>
    public InputProblem? Problem => Findings.FirstOrDefault(finding => finding.Refuses) is { } first ? KindOf(first.Code) : null;

    internal static GuardVerdict Of(IEnumerable<GuardFinding> findings) => new([.. findings.OrderBy(finding => finding.Refuses ? 0 : 1).ThenBy(finding => finding.Code)]);

    private static InputProblem KindOf(GuardCode code) => code switch
    {
        GuardCode.PlanChanged or GuardCode.Contradictory or GuardCode.TargetOutsidePlan => InputProblem.PlanChanged,
        GuardCode.PlanExpired => InputProblem.PlanExpired,
        GuardCode.ScanStale or GuardCode.DataStale or GuardCode.ScanIncomplete or GuardCode.RegisterRowsUnread => InputProblem.PlanStale,
        GuardCode.TooManyDevices or GuardCode.TooLargeShare or GuardCode.TenantWide or GuardCode.NoCanary
            or GuardCode.ProtectedTarget or GuardCode.PersonalDevices or GuardCode.ExceptionReached => InputProblem.PlanOverLimits,
        >= GuardCode.ApprovalMissing => InputProblem.PlanNotApproved,
        _ => InputProblem.PlanRefused,
    };
}
