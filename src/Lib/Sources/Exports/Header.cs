using System.Text;

namespace TikTokBan.Sources.Exports;

/// <summary>The columns of a table, or the properties of the first objects of a JSON file.</summary>
/// <param name="names">As the file has them.</param>
/// <param name="entity">What OData calls the set or type of object, in lower case, where the file says.</param>
internal sealed class Header(IReadOnlyList<string> names, string? entity = null)
{
    private readonly Dictionary<string, int> _places = Places(names);

    /// <summary>As the file has them.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>What OData calls the set or type of object, in lower case, such as <c>users</c>.</summary>
    public string? Entity { get; } = entity;

    /// <summary>What the first rows tell of the order of day and month in each column; empty where nothing was looked at.</summary>
    public IReadOnlyList<DateOrder> DateOrders { get; init; } = [];

    /// <summary>Whether every column is there; each may be given with other names after <c>|</c>.</summary>
    public bool Has(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (Place(column) < 0)
                return false;
        }

        return true;
    }

    /// <summary>Whether at least one of the columns is there.</summary>
    public bool HasAny(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (Place(column) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Where a column stands, or -1.</summary>
    /// <param name="column">Its normal name, and others after <c>|</c>; the first that is there counts.</param>
    public int Place(string column)
    {
        foreach (var name in column.Split('|'))
        {
            if (_places.TryGetValue(name, out var place))
                return place;
        }

        return -1;
    }

    /// <summary>Which of day and month comes first in the dates of a column, where its name says so, as in <c>Date (d/m/yyyy)</c>, or its first rows show it.</summary>
    public DateOrder OrderOf(int place)
    {
        if (place < 0)
            return DateOrder.Unknown;
        var shown = place < DateOrders.Count ? DateOrders[place] : DateOrder.Unknown;
        if (Names[place].IndexOf('(', StringComparison.Ordinal) is var open && open < 0)
            return shown;
        var note = Names[place].AsSpan(open + 1).TrimStart();
        if (!note.Contains('/'))
            return shown;
        return char.ToLowerInvariant(note[0]) switch
        {
            'd' or 'j' => DateOrder.DayFirst,
            'm' => DateOrder.MonthFirst,
            _ => shown,
        };
    }

    /// <summary>The form in which names are compared: letters and digits alone, in lower case and without accents. A date format in brackets is not part of it.</summary>
    public static string Normal(string name)
    {
        var open = name.IndexOf('(', StringComparison.Ordinal);
        if (open > 0 && name.IndexOf('/', open) > 0)
            name = name[..open];
        var normal = new StringBuilder(name.Length);
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
                normal.Append(char.ToLowerInvariant(letter));
        }

        return normal.ToString();
    }

    private static Dictionary<string, int> Places(IReadOnlyList<string> names)
    {
        var places = new Dictionary<string, int>(names.Count, StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
            places.TryAdd(Normal(names[i]), i);
        return places;
    }
}
