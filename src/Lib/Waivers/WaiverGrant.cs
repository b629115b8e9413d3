namespace TikTokBan.Waivers;

/// <summary>A waiver that somebody asks to register. What is null or empty here and needed is refused by <see cref="WaiverRegister.GrantAsync"/> with a sentence that says so.</summary>
public sealed record WaiverGrant
{
    /// <summary>A number of the caller's own; null: the register gives one.</summary>
    public string? Id { get; init; }

    /// <summary>User principal name, or a proxy address, of the person it is for.</summary>
    public string? Holder { get; init; }

    /// <summary>Serial number or IMEI of the device it is for.</summary>
    public string? Serial { get; init; }

    /// <summary>Id of the device in Intune, in the directory or in Defender.</summary>
    public string? DeviceId { get; init; }

    /// <summary>Catalogue id of the application; null: any.</summary>
    public string? Application { get; init; }

    /// <summary>One of <see cref="WaiverWords.Kinds"/>.</summary>
    public string? Kind { get; init; }

    /// <summary>One of <see cref="WaiverWords.Approvers"/>.</summary>
    public string? Approver { get; init; }

    /// <summary>Who approved it.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>User principal name of who grants it.</summary>
    public string? Grantor { get; init; }

    /// <summary>Why it is given.</summary>
    public string? Motive { get; init; }

    /// <summary>Where the file with the motives is.</summary>
    public string? Evidence { get; init; }

    /// <summary>Whether such a file exists; null: it does when <see cref="Evidence"/> says where, else it is unknown.</summary>
    public bool? Documented { get; init; }

    /// <summary>Whether it is given to everybody or a whole group at once; null: it is not.</summary>
    public bool? Blanket { get; init; }

    /// <summary>Conditions by name; one that is absent was not checked.</summary>
    public IReadOnlyDictionary<string, bool> Conditions { get; init; } = new Dictionary<string, bool>();

    /// <summary>First day; null: today.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day; needed.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>Registers it although the directive knows no exception and so can never make it count.</summary>
    public bool WithoutEffect { get; init; }
}
