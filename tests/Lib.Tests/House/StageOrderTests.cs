using System.Reflection;

namespace TikTokBan.Tests.House;

/// <summary>Data flows one way: a stage knows the stages before it, never those after it.</summary>
public sealed class StageOrderTests
{
    private static readonly string[] Order =
    [
        "Yaml", "Catalogue", "Directives", "Tenants", "Sources", "Authorities", "Exposures", "Waivers", "Removal", "Ledger", "Reports",
    ];

    private static readonly Assembly Library = typeof(UnusableInputException).Assembly;

    [Fact]
    public void No_stage_knows_a_later_one()
    {
        var breaches =
            from type in Library.GetTypes()
            let stage = StageOf(type)
            where stage >= 0
            from used in TypeUses.Of(type)
            where used.Assembly == Library && StageOf(used) > stage
            select $"{type.FullName} uses {used.FullName}";

        Assert.Empty(breaches.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_namespace_is_a_stage()
    {
        var strangers = Library.GetTypes()
            .Where(type => type.Namespace is { } space && space.StartsWith("TikTokBan.", StringComparison.Ordinal) && StageOf(type) < 0)
            .Select(type => type.FullName);

        Assert.Empty(strangers);
    }

    [Fact]
    public void The_scan_finds_what_a_method_body_uses()
    {
        Assert.Contains(typeof(Encoder), TypeUses.Of(typeof(Probe)));
        Assert.Contains(typeof(Func<>), TypeUses.Of(typeof(Probe)));
    }

    private static int StageOf(Type type)
    {
        var outermost = type;
        while (outermost.DeclaringType is { } declaring)
            outermost = declaring;
        var parts = outermost.Namespace?.Split('.') ?? [];
        return parts.Length > 1 && parts[0] == "TikTokBan" ? Array.IndexOf(Order, parts[1]) : -1;
    }

    private sealed class Encoder
    {
        public static int Count => 1;
    }

    private static class Probe
    {
        public static int Sum()
        {
            Func<int> hidden = () => 2;
            return Encoder.Count + hidden();
        }
    }
}
