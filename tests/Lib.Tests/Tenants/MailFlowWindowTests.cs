using FsCheck;
using FsCheck.Fluent;
using TikTokBan.Sources.MailFlow;

namespace TikTokBan.Tests.Tenants;

/// <summary>Which stretches of mail are asked for, whatever is known already.</summary>
public sealed class MailFlowWindowTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 9, 30, 12, 345, TimeSpan.Zero);

    [Fact]
    public void Ninety_days_take_nine_windows_within_what_the_service_accepts_even_with_a_clock_that_is_off()
    {
        var windows = TraceWindows.Plan(TraceWindows.Reach(Now), []);

        Assert.Equal(9, windows.Count);
        var (fast, slow) = (Now.AddMinutes(4), Now.AddMinutes(-4));
        Assert.All(windows, window => Assert.True(window.Start >= fast.AddDays(-90) && window.End <= slow, $"{window}"));
        Assert.True(windows[^1].End - windows[0].Start > TimeSpan.FromDays(89.9));
    }

    [Fact]
    public void No_window_is_too_long_and_together_they_are_exactly_what_is_not_known() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20261116, 715), Prop.ForAll(Known.ToArbitrary(), drawn =>
        {
            var reach = TraceWindows.Reach(Now.AddSeconds(drawn.Seconds));
            var known = drawn.Stretches.Select(stretch => Between(reach.Start.AddMinutes(stretch.From), stretch.Minutes / 60.0)).ToList();
            var windows = TraceWindows.Plan(reach, known);

            var inOrder = windows.Zip(windows.Skip(1)).All(pair => pair.First.End <= pair.Second.Start);
            var fit = windows.All(window => window.Length > TimeSpan.Zero && window.Length <= TraceWindows.Longest);
            var unknown = windows.All(window => known.All(one => one.Length == TimeSpan.Zero || one.End <= window.Start || one.Start >= window.End));
            var whole = TraceWindows.Joined([.. windows, .. known.Select(one => Clipped(one, reach))]) is [var one] && one == reach;
            var least = TraceWindows.Joined(windows).Sum(gap => (int)Math.Ceiling(gap.Length / TraceWindows.Longest));
            return inOrder && fit && unknown && whole && windows.Count == least;
        }));

    [Fact]
    public void What_is_known_in_whole_asks_for_nothing()
    {
        var reach = TraceWindows.Reach(Now);

        Assert.Empty(TraceWindows.Plan(reach, [Between(reach.Start.AddDays(-1), 24 * 50), Between(reach.Start.AddDays(40), 24 * 60)]));
    }

    private static Gen<(int Seconds, List<(int From, int Minutes)> Stretches)> Known =>
        from seconds in Gen.Choose(0, 100_000)
        from stretches in Gen.Choose(-20_000, 140_000).Zip(Gen.Choose(0, 40_000)).Select(pair => (pair.Item1, pair.Item2)).ListOf()
        select (seconds, stretches.ToList());

    private static TraceWindow Between(DateTimeOffset start, double hours) => new(start, start.AddHours(hours));

    private static TraceWindow Clipped(TraceWindow window, TraceWindow reach) =>
        new(window.Start > reach.Start ? window.Start : reach.Start, window.End < reach.End ? window.End : reach.End);
}
