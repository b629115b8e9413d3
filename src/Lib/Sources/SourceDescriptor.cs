namespace TikTokBan.Sources;

/// <summary>Where in a scan a source is read. What others join to comes first.</summary>
public enum SourceStage
{
    /// <summary>Devices, people, owners, funding and waivers: what observations are joined to.</summary>
    Reference,

    /// <summary>Facts about applications.</summary>
    Observation,
}

/// <summary>A kind of source.</summary>
/// <param name="Id">Stable id, such as <c>mdm.inventory</c>.</param>
/// <param name="Family"><c>mdm</c>, <c>directory</c>, <c>mail</c>, <c>network</c>, <c>funding</c> or <c>waivers</c>.</param>
/// <param name="Title">What people call it, in English.</param>
/// <param name="Stage">When it is read.</param>
/// <param name="BlindTo">Keys of the blind spots it has; see <see cref="BlindSpot"/>.</param>
public sealed record SourceDescriptor(string Id, string Family, string Title, SourceStage Stage, IReadOnlyList<BlindSpot> BlindTo);

/// <summary>Whom or what a kind of source cannot see.</summary>
/// <param name="Id">Stable id, such as <c>personal-devices</c>.</param>
/// <param name="Text">One sentence in English; translations are looked up by the id.</param>
public sealed record BlindSpot(string Id, string Text)
{
    /// <summary>Its id.</summary>
    public override string ToString() => Id;
}
