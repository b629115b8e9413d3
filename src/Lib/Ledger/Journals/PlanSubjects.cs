using TikTokBan.Ledger.Subjects;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Ledger.Journals;

/// <summary>Whom a plan names, and which of those an entry of its journal names: a request holds ids of devices, and addresses of people.</summary>
internal sealed class PlanSubjects
{
    private readonly Dictionary<string, SubjectIdentity> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SubjectIdentity> _all = [];

    public PlanSubjects(RemovalPlan plan)
    {
        Add(SubjectIdentity.Person(plan.Author), plan.Author);
        foreach (var device in plan.Devices)
        {
            Add(SubjectIdentity.Device(device.Id, device.EntraDeviceId, device.Serial), device.Id, device.EntraDeviceId, device.Serial);
            Add(SubjectIdentity.Person(device.User), device.User);
        }

        foreach (var notice in plan.Notices)
            Add(SubjectIdentity.Person(notice.Person), notice.Person);
    }

    /// <summary>All whom the plan names.</summary>
    public IReadOnlyList<SubjectIdentity> All => _all;

    /// <summary>Those whom an entry names.</summary>
    public IReadOnlyList<SubjectIdentity> In(JournalEntry entry)
    {
        var found = new HashSet<SubjectIdentity>(ReferenceEqualityComparer.Instance);
        foreach (var device in entry.Devices ?? [])
        {
            found.Add(_byName.GetValueOrDefault(device.Id) ?? SubjectIdentity.Device(device.Id));
            Find(device.Sentence);
        }

        Find(entry.Request?.Path is { } path ? Uri.UnescapeDataString(path) : null);
        Find(entry.Request?.Body);
        Find(entry.Before?.GetRawText());
        Find(entry.ObjectId);
        Find(entry.Sentence);
        return [.. found];

        void Find(string? text)
        {
            foreach (var word in Words(text))
            {
                if (_byName.TryGetValue(word, out var subject))
                    found.Add(subject);
            }
        }
    }

    private void Add(SubjectIdentity subject, params string?[] names)
    {
        if (subject.Names.Count == 0)
            return;
        var isNew = false;
        foreach (var name in names.OfType<string>())
            isNew |= _byName.TryAdd(name.Trim(), subject);
        if (isNew)
            _all.Add(subject);
    }

    // An apostrophe may belong to an address or stand around it, so both are tried.
    private static IEnumerable<string> Words(string? text)
    {
        for (var start = 0; start < text?.Length; start++)
        {
            var end = start;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '@' or '.' or '_' or '-' or '+' or '#' or '\''))
                end++;
            if (end > start)
            {
                var word = text[start..end].Trim('\'', '.');
                yield return word;
                foreach (var part in word.Contains('\'', StringComparison.Ordinal) ? word.Split('\'', StringSplitOptions.RemoveEmptyEntries) : [])
                    yield return part;
            }

            start = end;
        }
    }
}
