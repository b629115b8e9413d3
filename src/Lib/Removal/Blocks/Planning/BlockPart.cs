namespace TikTokBan.Removal.Blocks.Planning;

/// <summary>Where something can be blocked in a tenant.</summary>
public enum BlockPart
{
    /// <summary>Defender for Endpoint: domains, for everybody.</summary>
    Defender,

    /// <summary>Intune: what its platforms can hide, forbid or report, for a group.</summary>
    Intune,

    /// <summary>Intune: orders to uninstall, for a group of devices. What Intune did not install stays on iOS.</summary>
    Uninstall,

    /// <summary>Edge and Chrome on Windows: their lists of blocked addresses, for a group.</summary>
    Browsers,

    /// <summary>Entra: applications of the directory, for everybody.</summary>
    Entra,

    /// <summary>Exchange Online: mail senders, for everybody, by a script.</summary>
    Exchange,
}
