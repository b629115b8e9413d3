using System.Text.Json;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Chain;

/// <summary>Which keys the events of erasures say were destroyed.</summary>
internal sealed class ErasedKeys
{
    private readonly Dictionary<long, long> _subjects = [];
    private readonly Dictionary<(long Subject, long Period), long> _documents = [];
    private readonly List<(long Before, long Event)> _months = [];
    private readonly Dictionary<long, long> _copies = [];

    /// <summary>How many keys, as they tell.</summary>
    public long Count { get; private set; }

    /// <summary>How many rows of cases seen went with them.</summary>
    public long Seen { get; private set; }

    /// <summary>Number of the last erasure.</summary>
    private long Last { get; set; }

    /// <summary>Subjects that were erased, and by which event.</summary>
    public IReadOnlyDictionary<long, long> Subjects => _subjects;

    /// <summary>Numbers of parts, and of the copies that took their place.</summary>
    public IReadOnlyDictionary<long, long> Copies => _copies;

    /// <summary>Reads the events of erasures.</summary>
    public static async Task<ErasedKeys> LoadAsync(LedgerSession session, CancellationToken cancellationToken)
    {
        var erased = new ErasedKeys();
        foreach (var one in await session.QueryAsync<LedgerEvent>($"SELECT {LedgerEvent.Columns} FROM event WHERE authority = @authority AND kind = @kind ORDER BY number", new { kind = EventKinds.Erasure }, cancellationToken).ConfigureAwait(false))
        {
            if (Read(one.Body) is not { } body)
                continue;
            erased.Count += body.Keys;
            erased.Seen += body.Seen;
            erased.Last = one.Number;
            foreach (var subject in body.Subjects ?? [])
                erased._subjects[subject] = one.Number;
            if (body.Before is { } before)
                erased._months.Add((before, one.Number));
            foreach (var copy in body.Copies ?? [])
                erased._copies[copy.Of] = copy.Part;
            foreach (var part in await session.QueryInAsync<PartRow, long>(
                "SELECT subject AS Subject, period AS Period FROM part WHERE authority = @authority AND number {in}", [.. (body.Copies ?? []).Select(copy => copy.Of)], null, cancellationToken).ConfigureAwait(false))
            {
                erased._documents[(part.Subject, part.Period)] = one.Number;
            }
        }

        return erased;
    }

    /// <summary>What the event of an erasure tells; null where it is not readable.</summary>
    public static ErasureBody? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, SubjectJsonContext.Stored.ErasureBody);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether an event could be one of an erasure whose kind was changed.</summary>
    public static bool MayBeErasure(LedgerEvent one) => one.Kind == EventKinds.Erasure || Read(one.Body) is not null;

    /// <summary>Whether anything was erased after an event.</summary>
    public bool IsAfter(long number) => Last > number;

    /// <summary>Whether the key of a part that came with an event was destroyed later.</summary>
    public bool Has(long subject, long period, long number) =>
        (_subjects.TryGetValue(subject, out var erased) && number < erased)
        || (_documents.TryGetValue((subject, period), out erased) && number < erased)
        || _months.Exists(month => period < month.Before && number < month.Event);
}
