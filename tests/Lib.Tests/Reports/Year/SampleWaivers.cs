using TikTokBan.Directives;
using TikTokBan.Waivers;

namespace TikTokBan.Tests.Reports.Year;

/// <summary>The made-up authority's register of exceptions: of each kind and state some.</summary>
internal static class SampleWaivers
{
    private static readonly (string Kind, int Count, DateOnly From, DateOnly Expires, bool Revoked)[] Rows =
    [
        ("institutional-communication", 7, new(2026, 3, 1), new(2027, 2, 28), false),
        ("institutional-communication", 2, new(2025, 10, 1), new(2026, 9, 30), false),
        ("law-enforcement", 6, new(2026, 6, 1), new(2026, 11, 30), false),
        ("security-research", 3, new(2026, 1, 15), new(2027, 1, 14), false),
        ("operational", 5, new(2026, 4, 1), new(2027, 3, 31), true),
    ];

    public static IReadOnlyList<Waiver> Make(Directive directive) =>
    [
        .. Rows.SelectMany((row, kind) => Enumerable.Range(1, row.Count).Select(number => new Waiver
        {
            Id = $"WL-2026-{kind + 1}{number:D3}",
            Holder = $"holder{kind + 1}{number:D2}@agence.example",
            Application = kind == 3 ? null : "tiktok",
            Directive = directive.Id,
            DirectiveHash = directive.Hash,
            Kind = row.Kind,
            Approver = "head",
            ApprovedBy = "Océane Simonis",
            Grantor = "register@agence.example",
            Motive = "Made up for the sample.",
            Documented = true,
            Blanket = false,
            ValidFrom = row.From,
            Expires = row.Expires,
            GrantedAt = new DateTimeOffset(row.From, new TimeOnly(9, 0), TimeSpan.Zero),
            Revocation = row.Revoked ? new WaiverRevocation(new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.Zero), new DateOnly(2026, 9, 1), "Océane Simonis", "The campaign is over.") : null,
        })),
    ];
}
