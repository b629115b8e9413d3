using System.Globalization;

namespace TikTokBan.Ledger.Chain;

/// <summary>What a verification found so far.</summary>
internal sealed class ChainFindings
{
    private const int Most = 1000;

    private readonly List<FoundFlaw> _list = [];
    private readonly Dictionary<FlawScope, long> _more = [];
    private readonly List<string> _notes = [];

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>What checkpoints show.</summary>
    public CheckpointEvidence Evidence { get; } = new();

    public void Add(ChainFlaw flaw, LedgerEvent one, FormattableString sentence, FlawScope scope = FlawScope.Event, long cases = 0, LedgerEvent? before = null, long? other = null) =>
        Add(new FoundFlaw(
            new ChainFinding(flaw, string.Create(CultureInfo.InvariantCulture, $"{Capital(Title(one))} {sentence.ToString(CultureInfo.InvariantCulture)}"), one.Number, one.Kind, one.About) { Cases = cases },
            scope)
        {
            Before = before,
            Other = other,
            Itself = one,
            MayErase = ErasedKeys.MayBeErasure(one) || (before is not null && ErasedKeys.MayBeErasure(before)),
            MayScan = ScanTables.MayBeScan(one) || (before is not null && ScanTables.MayBeScan(before)),
        });

    public void Add(ChainFlaw flaw, FormattableString sentence, long? number = null, FlawScope scope = FlawScope.Event, long cases = 0, long? other = null) =>
        Add(new FoundFlaw(new ChainFinding(flaw, sentence.ToString(CultureInfo.InvariantCulture), number) { Cases = cases }, scope) { Other = other, MayErase = flaw == ChainFlaw.EventRemoved, MayScan = flaw == ChainFlaw.EventRemoved });

    public void Note(string sentence) => _notes.Add(sentence);

    /// <summary>Takes out what turned out to have another cause.</summary>
    public void Remove(Predicate<ChainFinding> those) => _list.RemoveAll(found => those(found.Finding));

    /// <summary>Each cause once, with what follows from it; and how many more there are than could be held.</summary>
    public (IReadOnlyList<ChainFinding> List, long More) Causes() => FlawCauses.Of(_list, _more, Evidence);

    /// <summary>How a sentence calls an event.</summary>
    public static string Title(LedgerEvent one) => Title(one.Number, one.Kind, one.About);

    /// <summary>How a sentence calls the event that a finding is about.</summary>
    public static string Title(ChainFinding one) => Title(one.Event ?? 0, one.Kind ?? "", one.About);

    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Title(long number, string kind, string? about) => string.Create(CultureInfo.InvariantCulture, $"event {number} ({kind}{(about is null ? "" : " " + Short(about))})");

    // A changed ledger may hold anything.
    internal static string Short(string text) => new([.. text.Where(letter => !char.IsControl(letter)).Take(80)]);

    private void Add(FoundFlaw found)
    {
        // What breaks the chain explains the rest, which may be very much.
        if (found.IsBreak ? _list.Count < Most * 10 : _list.Count(other => other.Scope == found.Scope) < Most)
            _list.Add(found);
        else
            _more[found.Scope] = _more.GetValueOrDefault(found.Scope) + 1;
    }
}
