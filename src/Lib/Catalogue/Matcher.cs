namespace TikTokBan.Catalogue;

/// <summary>Tells which values belong to a covered application. Immutable; safe to use from many threads.</summary>
public sealed class Matcher
{
}
