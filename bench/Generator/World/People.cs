using System.Globalization;
using System.Text;

namespace TikTokBan.Generator.World;

/// <summary>Makes the authority's people. The first is always the minister.</summary>
internal static class People
{
    public static List<Person> Make(ulong seed, int count)
    {
        var people = new List<Person>(count);
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < count; index++)
            people.Add(Make(seed, index, count, taken));
        return people;
    }

    private static Person Make(ulong seed, int index, int count, Dictionary<string, int> taken)
    {
        var draw = Draw.For(seed, "person", index);
        var language = draw.Below(100) switch { < 46 => "fr-BE", < 97 => "nl-BE", _ => "de-BE" };
        var dutch = language == "nl-BE";
        var given = draw.Pick(dutch ? Names.DutchGiven : Names.FrenchGiven);
        // Every seventh surname is of the other language, as in any Brussels corridor.
        var surname = draw.Pick(dutch ^ draw.Chance(1 / 7.0) ? Names.DutchSurname : Names.FrenchSurname);
        var unit = index == 0 ? Unit.Cabinet : UnitFor(draw.Below(1000));
        var guest = unit == Unit.Contractors && draw.Chance(0.3);
        var local = Unique(taken, $"{Fold(given)}.{Fold(surname)}");
        var mail = guest ? $"{local}@halvemaan.example" : $"{local}@{unit.Domain}";
        // About one in ninety left: half of those accounts are disabled, the other half are gone from the directory.
        var left = index > 20 && draw.Chance(1 / 90.0);
        return new()
        {
            Index = index,
            Id = draw.Id(),
            Given = given,
            Surname = surname,
            Language = language,
            Unit = unit,
            Upn = guest ? $"{mail.Replace('@', '_')}#EXT#@agentschap.onmicrosoft.example" : mail,
            Mail = mail,
            Alias = !guest && draw.Chance(0.25) ? $"{Fold(given)[..1]}{Fold(surname)}{index}@agence.example" : null,
            Office = draw.Pick(Names.Offices),
            CostCentre = $"{unit.CostCentre}{draw.Between(1, 9):00}",
            Enabled = !left,
            Guest = guest,
            InDirectory = !left || index % 2 == 0 || index == count - 1,
        };
    }

    private static Unit UnitFor(int thousandth)
    {
        foreach (var unit in Unit.All)
        {
            if (thousandth < unit.Share)
                return unit;
            thousandth -= unit.Share;
        }
        return Unit.All[^1];
    }

    private static string Unique(Dictionary<string, int> taken, string local)
    {
        var times = taken[local] = taken.GetValueOrDefault(local) + 1;
        return times == 1 ? local : local + times.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A name as it stands in a mail address. The letters are listed, so that the outcome hangs on no runtime's tables.</summary>
    private static string Fold(string name)
    {
        const string Accented = "àâäçéèêëïîôöûüÉ";
        const string Plain = "aaaceeeeiioouue";
        var folded = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            var at = Accented.IndexOf(character, StringComparison.Ordinal);
            var letter = at < 0 ? character : Plain[at];
            if (char.IsAsciiLetter(letter) || letter == '-')
                folded.Append(char.ToLowerInvariant(letter));
        }
        return folded.ToString();
    }
}
