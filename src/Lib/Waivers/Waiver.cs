using System.Text.Json.Serialization;
using TikTokBan.Directives;

namespace TikTokBan.Waivers;

/// <summary>A registered exception: for whom, under which directive, why, who decided, and how long. Immutable; being revoked is added to it, nothing else changes.</summary>
public sealed record Waiver
{
    /// <summary>The register's number for it, such as <c>WL-2026-0001</c>. Compared without regard to case.</summary>
    public required string Id { get; init; }

    /// <summary>User principal name of the person it is for; null: whoever holds the device.</summary>
    public string? Holder { get; init; }

    /// <summary>Serial number or IMEI of the device it is for; null with no <see cref="DeviceId"/>: any device of the holder.</summary>
    public string? Serial { get; init; }

    /// <summary>Id of the device in Intune, in the directory or in Defender.</summary>
    public string? DeviceId { get; init; }

    /// <summary>Catalogue id of the application; null: any.</summary>
    public string? Application { get; init; }

    /// <summary>Id of the directive it was given under.</summary>
    public required string Directive { get; init; }

    /// <summary>SHA-256 of that directive's file on the day it was granted.</summary>
    public required string DirectiveHash { get; init; }

    /// <summary>One of <see cref="WaiverWords.Kinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>In which quality it was approved: one of <see cref="WaiverWords.Approvers"/>.</summary>
    public required string Approver { get; init; }

    /// <summary>Who approved it: a name or user principal name.</summary>
    public required string ApprovedBy { get; init; }

    /// <summary>User principal name of who granted it. Never the holder.</summary>
    public required string Grantor { get; init; }

    /// <summary>Why it was given.</summary>
    public required string Motive { get; init; }

    /// <summary>Where the file with the motives is.</summary>
    public string? Evidence { get; init; }

    /// <summary>Whether a file with the motives exists; null is unknown.</summary>
    public bool? Documented { get; init; }

    /// <summary>Whether it was given to everybody, or to a whole group, at once; null is unknown.</summary>
    public bool? Blanket { get; init; }

    /// <summary>Whether each condition of <see cref="WaiverWords.Conditions"/> is met; one that is absent was not checked.</summary>
    public IReadOnlyDictionary<string, bool> Conditions { get; init => field = Listed.Of(value); } = Listed.Of<string, bool>(new Dictionary<string, bool>());

    /// <summary>First day on which it holds.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day on which it holds.</summary>
    public required DateOnly Expires { get; init; }

    /// <summary>When it was registered, in universal time.</summary>
    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>Set once it was taken back.</summary>
    public WaiverRevocation? Revocation { get; init; }

    /// <summary>What the judge sees of it.</summary>
    [JsonIgnore]
    public WaiverFacts Facts => new()
    {
        Kind = Kind,
        Approver = Approver,
        Documented = Documented,
        Blanket = Blanket,
        Expires = Expires,
        Conditions = Conditions,
    };

    /// <summary>The shipped directive that it was given under.</summary>
    /// <exception cref="UnusableInputException">It was given under one of the authority's own, whose file only the authority has.</exception>
    public Directive ShippedDirective() => DirectiveSet.Load(ProductFiles.Directives).All.FirstOrDefault(directive => directive.Id == Directive)
        ?? throw new UnusableInputException(InputProblem.WaiverUnusable, $"{Id} was given under {Directive}, a directive of the authority's own; name its file");

    /// <summary>How it stands on a day.</summary>
    /// <param name="day">The day.</param>
    public WaiverState StateOn(DateOnly day) =>
        Revocation is { } revocation && revocation.On <= day ? WaiverState.Revoked
        : day < ValidFrom ? WaiverState.NotBegun
        : day > Expires ? WaiverState.Expired
        : Expires.DayNumber - day.DayNumber <= WaiverWords.DaysOfWarning ? WaiverState.Expiring
        : WaiverState.Valid;
}

/// <summary>That a waiver was taken back.</summary>
/// <param name="At">When, in universal time.</param>
/// <param name="On">The day on which that was where it happened; from this day on the waiver no longer holds.</param>
/// <param name="By">Who did it: a name or user principal name.</param>
/// <param name="Why">Why.</param>
public sealed record WaiverRevocation(DateTimeOffset At, DateOnly On, string By, string Why)
{
    /// <summary>The day, and why.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{On:yyyy-MM-dd}: {Why}");
}

/// <summary>How a waiver stands on a day.</summary>
public enum WaiverState
{
    /// <summary>It holds.</summary>
    Valid,

    /// <summary>Its first day is still to come.</summary>
    NotBegun,

    /// <summary>It holds, and expires within <see cref="WaiverWords.DaysOfWarning"/> days.</summary>
    Expiring,

    /// <summary>Its last day has passed.</summary>
    Expired,

    /// <summary>It was taken back.</summary>
    Revoked,
}
