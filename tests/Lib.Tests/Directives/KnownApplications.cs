using TikTokBan.Directives;

namespace TikTokBan.Tests.Directives;

/// <summary>A few applications as a catalogue knows them, so that the tables below don't change when the shipped catalogue grows.</summary>
internal static class KnownApplications
{
    private static readonly Dictionary<string, ApplicationFacts> ById = new(StringComparer.Ordinal)
    {
        ["tiktok"] = new("tiktok_service", "CN", "recreational"),
        ["tiktok-lite"] = new("tiktok_service", "CN", "recreational"),
        ["tiktok-studio"] = new("tiktok_companion", "CN", "recreational"),
        ["musically"] = new("tiktok_predecessor", "CN", "recreational"),
        ["douyin"] = new("douyin_counterpart", "CN", "recreational"),
        ["capcut"] = new("bytedance_other", "CN", "recreational"),
        ["lark"] = new("bytedance_enterprise", "CN", "work"),
        ["deepseek"] = new("deepseek", "CN", "work"),
        ["vague"] = new(null),
        ["elsewhere"] = new("other", "US", "work"),
    };

    public static ApplicationFacts? Find(string id) => ById.GetValueOrDefault(id);
}
