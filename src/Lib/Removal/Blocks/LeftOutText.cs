namespace TikTokBan.Removal.Blocks;

/// <summary>Why a value is left out, in words.</summary>
public static class LeftOutText
{
    /// <summary>A clause such as <c>only one source states it, or none</c>.</summary>
    /// <param name="reason">The reason.</param>
    public static string Of(LeftOutReason reason) => reason switch
    {
        LeftOutReason.NotMeant => "its application is none of those meant",
        LeftOutReason.Disputed => "it is disputed whether the directive covers its application",
        LeftOutReason.Shared => "it belongs to no single application",
        LeftOutReason.OtherPurpose => "it serves advertisers, sellers or the company rather than users",
        LeftOutReason.OneSource => "fewer than two independent sources state it",
        LeftOutReason.ForReview => "the catalogue leaves open whether it is meant",
        LeftOutReason.OthersUseIt => "others use it, or something below it",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "a reason without words"),
    };
}
