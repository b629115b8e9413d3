using System.Globalization;

namespace TikTokBan.Crash.Tests;

/// <summary>Where in its work a process is killed.</summary>
internal enum Moment
{
    /// <summary>Before an entry is given to the journal.</summary>
    BeforeEntry,

    /// <summary>After the journal said that it is kept.</summary>
    AfterEntry,

    /// <summary>When a request has come to the tenant, which does what it asks only afterwards.</summary>
    BeforeEffect,

    /// <summary>When the tenant has done what a request asks, and has not answered.</summary>
    BeforeAnswer,

    /// <summary>When the answer has left the tenant.</summary>
    AfterAnswer,
}

/// <summary>A moment, and which entry or request it is about.</summary>
/// <param name="Moment">The moment.</param>
/// <param name="Number">Number of the entry, or of the request, from 1.</param>
internal readonly record struct CrashPoint(Moment Moment, int Number)
{
    public bool IsInJournal => Moment is Moment.BeforeEntry or Moment.AfterEntry;

    /// <summary>Every point of a run that wrote so many entries and sent so many requests.</summary>
    public static IReadOnlyList<CrashPoint> All(int entries, int requests) =>
    [
        .. from number in Enumerable.Range(1, entries) from moment in new[] { Moment.BeforeEntry, Moment.AfterEntry } select new CrashPoint(moment, number),
        .. from number in Enumerable.Range(1, requests) from moment in new[] { Moment.BeforeEffect, Moment.BeforeAnswer, Moment.AfterAnswer } select new CrashPoint(moment, number),
    ];

    public static CrashPoint Parse(string text)
    {
        var parts = text.Split(':');
        return new CrashPoint(Enum.Parse<Moment>(parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Moment}:{Number}");
}
