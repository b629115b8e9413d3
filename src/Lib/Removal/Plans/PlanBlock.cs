namespace TikTokBan.Removal.Plans;

/// <summary>What a plan is for.</summary>
public enum PlanPurpose
{
    /// <summary>To take applications off the devices that a scan found them on.</summary>
    Removal,

    /// <summary>To keep them out for everybody in scope; no scan is needed.</summary>
    Block,
}

/// <summary>What a plan that blocks states beside its actions.</summary>
public sealed record PlanBlock
{
    /// <summary>The parts that were asked for: <c>defender</c>, <c>intune</c>, <c>browsers</c>, <c>entra</c>, <c>exchange</c>.</summary>
    public required IReadOnlyList<string> Parts { get; init; }

    /// <summary>The day as of which it was chosen what is blocked.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Ids of the applications that are blocked.</summary>
    public required IReadOnlyList<string> Applications { get; init; }

    /// <summary>The group that gets what can be given to a group; null where no part needs one.</summary>
    public PlanGroup? Group { get; init; }

    /// <summary>The group that is left out of it; null for none.</summary>
    public PlanGroup? Except { get; init; }

    /// <summary>Whether the author said that a group beyond the limits is meant.</summary>
    public bool LargeGroupMeant { get; init; }

    /// <summary>Applications of the directory that look covered and that nothing confirms: for a person to look at.</summary>
    public required IReadOnlyList<PlanPrincipal> ForPeople { get; init; }

    /// <summary>What was asked for and is not planned, each as a sentence that says why.</summary>
    public required IReadOnlyList<string> NotPlanned { get; init; }

    /// <summary>The scripts that carry out the part for Exchange Online; null where it was not asked for.</summary>
    public PlanScripts? Exchange { get; init; }
}

/// <summary>A group of the directory as it stood when the plan was made.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Devices">Devices in it, those of nested groups included.</param>
/// <param name="People">People in it, likewise. What devices they have is not known here.</param>
/// <param name="Protected">Of both, those that the authority profile protects and no group leaves out.</param>
/// <param name="Excepted">Of both, those with a waiver that no group leaves out.</param>
/// <param name="Personal">Devices that the directory calls personal and that no group leaves out.</param>
public sealed record PlanGroup(string Id, string Name, int Devices, int People, int Protected, int Excepted, int Personal);

/// <summary>An application of the directory that a person is to look at.</summary>
/// <param name="AppId">The application's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Enabled">Whether people can sign in to it; null where nobody says.</param>
/// <param name="Why">What makes it look covered.</param>
public sealed record PlanPrincipal(string AppId, string Name, bool? Enabled, string Why);

/// <summary>Scripts that belong to a plan. Their hashes are part of it, so that an approval covers them.</summary>
/// <param name="Sha256">Of the one that blocks, in lower-case hexadecimal.</param>
/// <param name="UndoSha256">Of the one that takes it back.</param>
/// <param name="Senders">Senders that are held back.</param>
public sealed record PlanScripts(string Sha256, string UndoSha256, int Senders);
