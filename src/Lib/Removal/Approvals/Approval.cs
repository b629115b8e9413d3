namespace TikTokBan.Removal.Approvals;

/// <summary>That somebody agrees to one plan, exactly as it stands.</summary>
public sealed record Approval
{
    /// <summary>The format that this version writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version of the format.</summary>
    public required int Format { get; init; }

    /// <summary>Id of the plan.</summary>
    public required string Plan { get; init; }

    /// <summary>Hash of the plan.</summary>
    public required string PlanHash { get; init; }

    /// <summary>The plan's tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>User principal name of who approves.</summary>
    public required string Approver { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Until when it counts.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>What the approver wrote.</summary>
    public string? Comment { get; init; }

    /// <summary>Detached signature (JWS, RFC 7515) of the canonical form without this member; null for an approval that is not signed.</summary>
    public string? Signature { get; init; }
}
