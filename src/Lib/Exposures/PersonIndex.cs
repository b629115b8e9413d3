using TikTokBan.Sources;

namespace TikTokBan.Exposures;

/// <summary>A person, as the directory knows them, or as an observation named them.</summary>
internal sealed class KnownPerson
{
    public Guid Key { get; init; }
    public string? UserPrincipalName { get; init; }
    public string? Mail { get; init; }
    public string? DisplayName { get; init; }
    public string? Company { get; init; }
    public string? Department { get; init; }
    public string? Language { get; init; }
    public bool Guest { get; init; }

    /// <summary>Whether the directory lists them, rather than an observation alone.</summary>
    public bool Listed { get; init; }

    /// <summary>Ids and names of the groups they are in; null where none is known.</summary>
    public List<string>? Groups { get; set; }
}

/// <summary>People by object id, user principal name, mail and proxy address.</summary>
internal sealed class PersonIndex
{
    private readonly KeyTable _keys = new();
    private readonly TextPool _pool = new();
    private readonly List<KnownPerson> _people = [];
    private readonly Dictionary<Guid, int> _byId = [];
    private readonly Dictionary<string, int> _byAddress = new(StringComparer.OrdinalIgnoreCase);

    public KnownPerson this[int index] => _people[index];

    public IReadOnlyList<KnownPerson> All => _people;

    public KeyTable Keys => _keys;

    public void Add(PersonRecord record)
    {
        var key = _keys.Of(record.Keys.UserId);
        var known = Find(record.Keys);
        var person = new KnownPerson
        {
            Key = key,
            UserPrincipalName = record.Keys.UserPrincipalName,
            Mail = Same(record.Keys.Mail, record.Keys.UserPrincipalName),
            DisplayName = record.DisplayName,
            Company = _pool.Share(record.Company),
            Department = _pool.Share(record.Department),
            Language = _pool.Share(record.Language),
            Guest = string.Equals(record.UserType, "Guest", StringComparison.OrdinalIgnoreCase),
            Listed = true,
        };
        int index;
        if (known >= 0)
        {
            // The same person on another page or in another file: what was known of their groups stays.
            person.Groups = _people[known].Groups;
            _people[known] = person;
            index = known;
        }
        else
        {
            _people.Add(person);
            index = _people.Count - 1;
        }

        Learn(index, key, record.Keys);
        foreach (var address in record.Addresses)
            _byAddress.TryAdd(address, index);
    }

    public void Add(MembershipRecord record)
    {
        var index = Find(record.Member);
        if (index < 0)
            return;
        var groups = _people[index].Groups ??= [];
        groups.Add(_pool.Share(record.GroupId)!);
        if (_pool.Share(record.GroupName) is { } name)
            groups.Add(name);
    }

    public int Find(PersonKeys keys)
    {
        if (_keys.Of(keys.UserId) is var key && key != Guid.Empty && _byId.TryGetValue(key, out var index))
            return index;
        if (keys.UserPrincipalName is { Length: > 0 } upn && _byAddress.TryGetValue(upn, out index))
            return index;
        return keys.Mail is { Length: > 0 } mail && _byAddress.TryGetValue(mail, out index) ? index : -1;
    }

    /// <summary>The person that the keys mean; one whom the directory does not list becomes known by this.</summary>
    /// <returns>Their index, or -1 where the keys say nothing.</returns>
    public int Resolve(PersonKeys keys)
    {
        var index = Find(keys);
        if (index >= 0)
            return index;
        var key = _keys.Of(keys.UserId);
        if (key == Guid.Empty && string.IsNullOrWhiteSpace(keys.UserPrincipalName) && string.IsNullOrWhiteSpace(keys.Mail))
            return -1;
        _people.Add(new KnownPerson { Key = key, UserPrincipalName = keys.UserPrincipalName, Mail = keys.Mail });
        index = _people.Count - 1;
        Learn(index, key, keys);
        return index;
    }

    // A mail address is the user principal name for nearly everybody; one text then serves both.
    private static string? Same(string? mail, string? userPrincipalName) => mail == userPrincipalName ? userPrincipalName : mail;

    private void Learn(int index, Guid key, PersonKeys keys)
    {
        if (key != Guid.Empty)
            _byId[key] = index;
        if (keys.UserPrincipalName is { Length: > 0 } upn)
            _byAddress[upn] = index;
        if (keys.Mail is { Length: > 0 } mail)
            _byAddress.TryAdd(mail, index);
    }
}
