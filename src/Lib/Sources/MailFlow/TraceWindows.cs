namespace TikTokBan.Sources.MailFlow;

/// <summary>A stretch of time: from its start, up to but without its end.</summary>
internal readonly record struct TraceWindow(DateTimeOffset Start, DateTimeOffset End)
{
    public TimeSpan Length => End - Start;
}

/// <summary>Plans which stretches of mail to ask for: all that isn't known yet, in as few questions as the service allows.</summary>
internal static class TraceWindows
{
    /// <summary>The longest that the service answers at once.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(10);

    /// <summary>How far it looks back.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(90);

    /// <summary>States of delivery still change, and late rows still appear, for this long.</summary>
    public static readonly TimeSpan Unsettled = TimeSpan.FromHours(24);

    // The service refuses a start of more than 90 days ago and an end in the future, each by its own clock; and pages of the
    // oldest window are still being asked for when that clock has moved on.
    private static readonly TimeSpan MarginOfStart = TimeSpan.FromHours(1);
    private static readonly TimeSpan MarginOfEnd = TimeSpan.FromMinutes(5);

    /// <summary>Everything that the service can be asked for at a moment. Whole seconds, as its filter takes them.</summary>
    public static TraceWindow Reach(DateTimeOffset now) => new(WholeSecond(now - Furthest + MarginOfStart), WholeSecond(now - MarginOfEnd));

    /// <summary>Windows that together are the reach without what is covered, oldest first.</summary>
    /// <param name="reach">What is wanted.</param>
    /// <param name="covered">What is known already, in any order; may overlap.</param>
    public static IReadOnlyList<TraceWindow> Plan(TraceWindow reach, IEnumerable<TraceWindow> covered)
    {
        var windows = new List<TraceWindow>();
        foreach (var gap in Gaps(reach, covered))
            windows.AddRange(Cut(gap));
        return windows;
    }

    /// <summary>Stretches that touch or overlap become one.</summary>
    public static IReadOnlyList<TraceWindow> Joined(IEnumerable<TraceWindow> windows)
    {
        var joined = new List<TraceWindow>();
        foreach (var window in windows.Where(window => window.Length > TimeSpan.Zero).OrderBy(window => window.Start))
        {
            if (joined.Count > 0 && window.Start <= joined[^1].End)
                joined[^1] = joined[^1] with { End = window.End > joined[^1].End ? window.End : joined[^1].End };
            else
                joined.Add(window);
        }

        return joined;
    }

    private static List<TraceWindow> Gaps(TraceWindow reach, IEnumerable<TraceWindow> covered)
    {
        var gaps = new List<TraceWindow>();
        var from = reach.Start;
        foreach (var known in Joined(covered))
        {
            if (known.Start >= reach.End)
                break;
            if (known.Start > from)
                gaps.Add(new(from, known.Start));
            if (known.End > from)
                from = known.End;
        }

        if (from < reach.End)
            gaps.Add(new(from, reach.End));
        return gaps;
    }

    private static IEnumerable<TraceWindow> Cut(TraceWindow gap)
    {
        for (var start = gap.Start; start < gap.End; start += Longest)
            yield return new(start, start + Longest < gap.End ? start + Longest : gap.End);
    }

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
