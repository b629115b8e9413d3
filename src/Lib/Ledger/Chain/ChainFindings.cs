using System.Globalization;

namespace TikTokBan.Ledger.Chain;

/// <summary>What a verification found so far.</summary>
internal sealed class ChainFindings
{
    private const int Most = 1000;

    private readonly List<ChainFinding> _list = [];
    private readonly List<string> _notes = [];

    public IReadOnlyList<ChainFinding> List => _list;

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>How many there are beyond those that are listed.</summary>
    public long More { get; private set; }

    public void Add(ChainFlaw flaw, LedgerEvent one, FormattableString sentence) =>
        Add(new ChainFinding(flaw, string.Create(CultureInfo.InvariantCulture, $"{Capital(Title(one))} {sentence.ToString(CultureInfo.InvariantCulture)}"), one.Number, one.Kind, one.About));

    public void Add(ChainFlaw flaw, FormattableString sentence, long? number = null) => Add(new ChainFinding(flaw, sentence.ToString(CultureInfo.InvariantCulture), number));

    public void Note(string sentence) => _notes.Add(sentence);

    /// <summary>Puts one finding in the place of many that have one cause.</summary>
    public void Replace(Predicate<ChainFinding> those, ChainFinding by)
    {
        _list.RemoveAll(those);
        More = 0;
        _list.Add(by);
    }

    /// <summary>How a sentence calls an event.</summary>
    public static string Title(LedgerEvent one) => string.Create(CultureInfo.InvariantCulture, $"event {one.Number} ({one.Kind}{(one.About is null ? "" : " " + Short(one.About))})");

    // A changed ledger may hold anything.
    private static string Short(string text) => new([.. text.Where(letter => !char.IsControl(letter)).Take(80)]);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private void Add(ChainFinding finding)
    {
        if (_list.Count < Most)
            _list.Add(finding);
        else
            More++;
    }
}
