using System.Collections;

namespace TikTokBan.Directives;

/// <summary>Reasons that are written when somebody reads them: most of a million judgements are only counted.</summary>
internal sealed class ReasonList(Func<IReadOnlyList<string>> write) : IReadOnlyList<string>
{
    private readonly Lazy<IReadOnlyList<string>> _sentences = new(write);

    public int Count => _sentences.Value.Count;

    public string this[int index] => _sentences.Value[index];

    public IEnumerator<string> GetEnumerator() => _sentences.Value.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
