using System.Globalization;
using System.Text.Json;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Subjects;

/// <summary>What stands against destroying keys: a waiver in force is the ground of an exemption, and a run under way needs its plan.</summary>
internal sealed class LegalHolds(LedgerSession session, DateOnly today)
{
    /// <summary>The last day of a waiver; null where it no longer is in force.</summary>
    public async Task<DateOnly?> WaiverUntilAsync(string id, CancellationToken cancellationToken = default)
    {
        var body = await session.FirstAsync<string>("SELECT body FROM event WHERE authority = @authority AND about = @id AND kind = @kind", new { id, kind = EventKinds.Waiver }, cancellationToken).ConfigureAwait(false);
        if (body is null || Text(body, "expires") is not { } text || !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var expires) || expires < today)
            return null;
        return await session.FirstAsync<long>("SELECT count(*) FROM event WHERE authority = @authority AND about = @id AND kind = @kind", new { id, kind = EventKinds.Revocation }, cancellationToken).ConfigureAwait(false) == 0 ? expires : null;
    }

    /// <summary>Until when a run of a plan has its tenant; null where none has.</summary>
    public async Task<DateTimeOffset?> RunUntilAsync(string plan, CancellationToken cancellationToken = default)
    {
        var body = await session.FirstAsync<string>("SELECT body FROM event WHERE authority = @authority AND about = @plan AND kind = @kind", new { plan, kind = EventKinds.Plan }, cancellationToken).ConfigureAwait(false);
        if (body is null || Text(body, "tenant") is not { } tenant)
            return null;
        var now = await session.NowAsync(cancellationToken).ConfigureAwait(false);
        var until = await session.FirstAsync<long>("SELECT until FROM lease WHERE authority = @authority AND name = @name", new { name = "tenant:" + tenant.ToLowerInvariant() }, cancellationToken).ConfigureAwait(false);
        return until > now ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null;
    }

    /// <summary>A sentence for each.</summary>
    public async Task<List<string>> SentencesAsync(IEnumerable<string> waivers, IEnumerable<string> plans, CancellationToken cancellationToken = default)
    {
        var sentences = new List<string>();
        foreach (var waiver in waivers)
        {
            if (await WaiverUntilAsync(waiver, cancellationToken).ConfigureAwait(false) is { } last)
                sentences.Add(string.Create(CultureInfo.InvariantCulture, $"the waiver {waiver} is in force until {last:yyyy-MM-dd}"));
        }

        foreach (var plan in plans)
        {
            if (await RunUntilAsync(plan, cancellationToken).ConfigureAwait(false) is { } until)
                sentences.Add(string.Create(CultureInfo.InvariantCulture, $"a run has the tenant of plan {plan} until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"));
        }

        return sentences;
    }

    private static string? Text(string body, string name)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
    }
}
