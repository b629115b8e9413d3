namespace TikTokBan.Reports.Proof;

/// <summary>What a check found so far.</summary>
internal sealed class Findings
{
    private readonly List<ReportFinding> _flaws = [];
    private readonly List<string> _notes = [];

    public IReadOnlyList<ReportFinding> Flaws => _flaws;

    public IReadOnlyList<string> Notes => _notes;

    public void Add(ReportFlaw flaw, string? file, string sentence, string? expected = null, string? actual = null) =>
        _flaws.Add(new ReportFinding(flaw, file, sentence, expected, actual));

    public void Note(string sentence) => _notes.Add(sentence);
}
