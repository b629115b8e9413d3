using System.Globalization;
using System.Xml.Linq;
using TikTokBan.Help.Cmdlets;
using TikTokBan.Help.Pages;
using static TikTokBan.Help.Writing.MamlNames;

namespace TikTokBan.Help.Writing;

/// <summary>A parameter in MAML: what was compiled, with the page's words.</summary>
internal static class MamlParameter
{
    /// <summary>The parameter as the list of parameters shows it.</summary>
    public static XElement Listed(CmdletShape cmdlet, ParameterShape parameter, HelpPage page)
    {
        var entry = page.Parameters.SingleOrDefault(entry => entry.Name == parameter.Name);
        var text = new List<string>(entry?.Text ?? [parameter.HelpMessage]);
        if (parameter.Values.Count > 0)
            text.Add("Possible values: " + string.Join(", ", parameter.Values) + ".");
        if (cmdlet.Sets is { Count: > 1 } sets && sets.Where(set => parameter.In(set) is not null).ToList() is var within && within.Count < sets.Count)
            text.Add("Parameter sets: " + string.Join(", ", within) + ".");

        // The list shows one place for all sets: the most that is asked for, and everything that is possible.
        var places = parameter.Places.Values.ToList();
        var place = new ParameterPlace(places.TrueForAll(one => one.IsMandatory), places.Min(one => one.Position), places.Exists(one => one.ByValue), places.Exists(one => one.ByPropertyName));
        return Element(parameter, place, [Description(text)], Value(parameter), entry?.Default ?? (parameter.IsSwitch ? "False" : "None"));
    }

    /// <summary>The parameter as one line of the syntax shows it.</summary>
    public static XElement InSyntax(ParameterShape parameter, ParameterPlace place) => parameter.Values.Count == 0
        ? Element(parameter, place, [], Value(parameter), null)
        : Element(parameter, place, [new XElement(Command + "parameterValueGroup", parameter.Values.Select(value => ValueElement(value, isRequired: false)))], Value(parameter), null);

    private static XElement Element(ParameterShape parameter, ParameterPlace place, IEnumerable<XElement> about, XElement? value, string? standard) => new(
        Command + "parameter",
        new XAttribute("required", Word(place.IsMandatory)),
        new XAttribute("variableLength", Word(parameter.IsList)),
        new XAttribute("globbing", Word(parameter.HasWildcards)),
        new XAttribute("pipelineInput", Pipeline(place)),
        new XAttribute("position", place.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Maml + "name", parameter.Name),
        about,
        value,
        Type(parameter.TypeName),
        standard is null ? null : new XElement(Dev + "defaultValue", standard));

    // In the syntax a switch has no value; in the list it has its type, which is shown beside its name.
    private static XElement? Value(ParameterShape parameter) => parameter.IsSwitch ? null : ValueElement(parameter.TypeName, isRequired: true);

    private static XElement ValueElement(string value, bool isRequired) => new(
        Command + "parameterValue", new XAttribute("required", Word(isRequired)), new XAttribute("variableLength", "false"), value);

    private static string Word(bool truth) => truth ? "true" : "false";

    private static string Pipeline(ParameterPlace place) => (place.ByPropertyName, place.ByValue) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByPropertyName)",
        (false, true) => "True (ByValue)",
        _ => "False",
    };
}
