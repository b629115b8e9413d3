namespace TikTokBan.Directives;

/// <summary>What a judge needs to know of an application. Null is unknown.</summary>
/// <param name="Class">The catalogue's class, such as <c>tiktok_service</c>.</param>
/// <param name="Origin">Country of its vendor, two letters, such as <c>CN</c>.</param>
/// <param name="Category">What sort of application, such as <c>recreational</c>.</param>
public sealed record ApplicationFacts(string? Class, string? Origin = null, string? Category = null);

/// <summary>Which applications are meant: those that fit at least one of the lists.</summary>
public sealed record ApplicationScope
{
    /// <summary>Every application, whatever it is.</summary>
    public bool All { get; init; }

    /// <summary>Classes of the catalogue.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Single applications, by their catalogue ids.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Countries of origin, two letters each.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Categories.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>True when the scope names nothing.</summary>
    public bool IsEmpty => !All && Classes.Count + Ids.Count + Origins.Count + Categories.Count == 0;

    /// <summary>Whether an application is meant; null when what is known of it does not tell.</summary>
    /// <param name="id">Its catalogue id.</param>
    /// <param name="known">What the catalogue knows of it; null when it is not in the catalogue, and then it has no class.</param>
    public bool? Covers(string id, ApplicationFacts? known)
    {
        if (All || Ids.Contains(id) || Has(Classes, known?.Class) || Has(Origins, known?.Origin) || Has(Categories, known?.Category))
            return true;
        var unclear = (Classes.Count > 0 && known is { Class: null })
            || (Origins.Count > 0 && known?.Origin is null)
            || (Categories.Count > 0 && known?.Category is null);
        return unclear ? null : false;
    }

    private static bool Has(IReadOnlyList<string> list, string? value) => value is not null && list.Contains(value);
}
