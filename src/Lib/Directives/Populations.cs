namespace TikTokBan.Directives;

/// <summary>The populations that directives and profiles may name.</summary>
public static class Populations
{
    /// <summary>All of them, in the order of the design's table.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "be-federal", "be-minister", "be-cabinet", "be-police", "be-defence", "be-diplomat",
        "be-flanders", "be-flemish-parliament", "be-wallonia", "be-fwb", "be-brussels", "be-province", "be-municipality",
        "eu-commission", "eu-council", "eeas", "eu-parliament", "eu-other",
        "us-agency", "us-contractor", "us-house", "us-senate", "us-state",
        "ca-federal", "ca-house", "fr-state", "nl-state", "uk-government", "fi-official", "ee-mod", "dk-parliament",
        "de-federal", "de-mod", "de-moi", "in-resident", "private-sector", "citizen",
    ];
}
