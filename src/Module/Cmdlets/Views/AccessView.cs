using TikTokBan.Tenants.Access;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of what a session may read or do.</summary>
public static class AccessView
{
    /// <summary>What it is for.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A word.</returns>
    public static string Purpose(SourceAccess shown) => shown is null ? "" : shown.IsForActing ? "acting" : "reading";

    /// <summary>Whether a source can be read, or may be acted on; of acting it is the token's permissions that tell.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A word, with a mark where somebody has to act or to look.</returns>
    public static string State(SourceAccess shown) => shown is null ? "" : shown.State switch
    {
        AccessState.Readable => Paint.Good(shown.IsForActing ? "Granted" : "Readable"),
        AccessState.PermissionMissing or AccessState.Failed => Paint.Act(shown.State.ToString()),
        AccessState.Unknown or AccessState.NotProvisioned => Paint.Look(shown.State.ToString()),
        _ => shown.State.ToString(),
    };

    /// <summary>The permissions that it lacks.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Names, separated by commas.</returns>
    public static string Missing(SourceAccess shown) => shown is null ? "" : CellText.Words(shown.MissingApplication.Union(shown.MissingDelegated));

    /// <summary>How many of its operations can be used.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Numbers.</returns>
    public static string Operations(SourceAccess shown) => shown is null ? "" : CellText.Number(shown.Operations.Count);

    /// <summary>What needs a permission.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Ids of kinds of source, separated by commas.</returns>
    public static string Sources(PermissionNeed shown) => shown is null ? "" : CellText.Words(shown.Sources);

    /// <summary>Whether a permission is only needed by what is asked for by name.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Yes or no.</returns>
    public static string Optional(PermissionNeed shown) => shown is null ? "" : CellText.YesNo(shown.IsOptional);
}
