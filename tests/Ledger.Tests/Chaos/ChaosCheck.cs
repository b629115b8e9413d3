using System.Globalization;
using System.Text.Json;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Journals;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Tests.Journals;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Ledger.Tests.Chaos;

/// <summary>Holds what the writers noted against what the chains tell.</summary>
internal sealed class ChaosCheck
{
    private readonly Dictionary<string, int> _found = [];

    /// <summary>Events of all chains.</summary>
    public long Events { get; private set; }

    /// <summary>Looks into the chains: each verifies, and its numbers have no gap.</summary>
    public async Task ReadAsync(ILedgerStore store)
    {
        var check = await ChainVerification.RunAsync(store, new ChainCheckOptions());
        Assert.Empty(check.Findings.Select(finding => finding.Sentence));
        await using var session = await store.ReadAsync();
        var events = (await session.QueryAsync<LedgerEvent>($"SELECT {LedgerEvent.Columns} FROM event WHERE authority = @authority ORDER BY number")).ToList();
        Assert.Equal(Enumerable.Range(1, (int)session.Head.Events).Select(number => (long)number), events.Select(one => one.Number));
        Events += events.Count;
        var previous = new byte[32];
        foreach (var one in events)
        {
            Assert.Equal(Convert.ToHexString(one.Chained(session.Head.Chain, previous)), Convert.ToHexString(one.Hash));
            previous = one.Hash;
            Count($"{one.Kind} {one.About}");
            if (one.Kind is EventKinds.Run or EventKinds.Action)
                Count($"{one.Kind} {one.About} {JsonSerializer.Deserialize(one.Body, JournalBodyContext.Stored.EntryBody)!.Step}");
            if (one.Kind == EventKinds.Report)
                Count($"{one.Kind} {Between(one.Body, "\"manifestSha256\":\"", "\"")}");
        }

        Assert.Equal(Convert.ToHexString(session.Head.Hash), Convert.ToHexString(previous));
    }

    /// <summary>Compares, and gives the figures.</summary>
    public ChaosFigures Compare(IReadOnlyList<ChaosNote> notes)
    {
        var figures = new ChaosFigures();
        foreach (var write in notes.GroupBy(note => (note.Kind, note.Id)))
        {
            var (tries, isAcknowledged) = (write.Count(note => note.What == "TRY"), write.Any(note => note.What == "ACK"));
            // A scan or a waiver is known again by its content or id; what has no such mark may stand once for each try that was not confirmed, and once more.
            var most = write.Key.Kind is ChaosWriter.Waiver or ChaosWriter.Scan or ChaosWriter.Begin or ChaosWriter.Sending or ChaosWriter.Ended ? 1 : tries;
            var found = Found(write.Key.Kind, write.Key.Id);
            figures = figures.With(isAcknowledged, found, tries);
            if (isAcknowledged && found == 0)
                figures.Lost.Add(write.Key.Id);
            if (found > most)
                figures.TooMany.Add(string.Create(CultureInfo.InvariantCulture, $"{write.Key.Id}: {found} of {tries}"));
        }

        return figures;
    }

    private int Found(string kind, string id) => kind switch
    {
        ChaosWriter.Waiver => _found.GetValueOrDefault($"{EventKinds.Waiver} {id}"),
        ChaosWriter.Begin => Together(
            _found.GetValueOrDefault($"{EventKinds.Plan} {id}"), _found.GetValueOrDefault($"{EventKinds.Approval} {id}") - JournalSamples.Started().Approvers!.Count + 1, _found.GetValueOrDefault($"{EventKinds.Run} {id} {JournalStep.RunStarted}")),
        ChaosWriter.Sending => _found.GetValueOrDefault($"{EventKinds.Action} {id} {JournalStep.Sending}"),
        ChaosWriter.Ended => _found.GetValueOrDefault($"{EventKinds.Action} {id} {JournalStep.ActionEnded}"),
        ChaosWriter.Scan => _found.GetValueOrDefault($"{EventKinds.Scan} {id}"),
        // Without a scan to report on it is a plain event.
        ChaosWriter.Report => _found.GetValueOrDefault($"{EventKinds.Report} {ChaosWriter.Manifest(id)}") + _found.GetValueOrDefault($"{EventKinds.Import} {id}"),
        _ => _found.GetValueOrDefault($"{EventKinds.Import} {id}"),
    };

    // What is kept in one commit is there whole, or not at all.
    private static int Together(params int[] found) => found.Min() < 1 ? 0 : found.Max();

    private void Count(string what) => _found[what] = _found.GetValueOrDefault(what) + 1;

    private static string Between(string text, string before, string after)
    {
        var begin = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[begin..text.IndexOf(after, begin, StringComparison.Ordinal)];
    }
}

/// <summary>What came of the writes.</summary>
internal sealed record ChaosFigures
{
    public int Writes { get; private init; }

    public int Acknowledged { get; private init; }

    /// <summary>Never confirmed: failed, or the writer was killed before it noted it.</summary>
    public int Doubtful { get; private init; }

    /// <summary>Of these, how many are in the chain all the same.</summary>
    public int DoubtfulFound { get; private init; }

    /// <summary>Written again after a try that was in doubt, and there more than once.</summary>
    public int Twice { get; private init; }

    /// <summary>Confirmed, and not in the chain.</summary>
    public List<string> Lost { get; } = [];

    /// <summary>More often in the chain than they were tried, or than their kind allows.</summary>
    public List<string> TooMany { get; } = [];

    public ChaosFigures With(bool isAcknowledged, int found, int tries) => this with
    {
        Writes = Writes + 1,
        Acknowledged = Acknowledged + (isAcknowledged ? 1 : 0),
        Doubtful = Doubtful + (isAcknowledged ? 0 : 1),
        DoubtfulFound = DoubtfulFound + (!isAcknowledged && found > 0 ? 1 : 0),
        Twice = Twice + (found > 1 && tries > 1 ? 1 : 0),
    };
}
