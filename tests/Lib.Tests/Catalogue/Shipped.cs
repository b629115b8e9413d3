using TikTokBan.Catalogue;

namespace TikTokBan.Tests.Catalogue;

/// <summary>The catalogue of the repository, loaded once for the tests that only read it.</summary>
internal static class Shipped
{
    public static CoveredCatalogue Catalogue { get; } = CoveredCatalogue.Load(Repository.At("data", "catalogue"));

    public static Matcher Matcher { get; } = Catalogue.CreateMatcher();
}
