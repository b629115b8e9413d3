using System.Globalization;
using System.Xml.Linq;
using TikTokBan.Help.Cmdlets;
using TikTokBan.Help.Pages;
using static TikTokBan.Help.Writing.MamlNames;

namespace TikTokBan.Help.Writing;

/// <summary>A cmdlet's help in MAML.</summary>
internal static class MamlCommand
{
    private static readonly Dictionary<string, ParameterPlace> Anywhere = new() { [CmdletShape.AllSets] = new(false, null, false, false) };

    // What PowerShell adds to a cmdlet that asks first, and what each does.
    private static readonly ParameterShape[] Asking =
    [
        Switch("WhatIf", "wi", "Says what would be done, and does nothing."),
        Switch("Confirm", "cf", "Asks before anything is done; with -Confirm:$false nothing is asked."),
    ];

    public static XElement Of(CmdletShape cmdlet, HelpPage page)
    {
        var parameters = cmdlet.AsksFirst ? [.. cmdlet.Parameters, .. Asking] : cmdlet.Parameters;
        return new XElement(
            Command + "command",
            new XElement(
                Command + "details",
                new XElement(Command + "name", cmdlet.Name),
                new XElement(Command + "verb", cmdlet.Verb),
                new XElement(Command + "noun", cmdlet.Noun),
                Description([page.Synopsis])),
            Description(page.Description),
            new XElement(Command + "syntax", cmdlet.Sets.Select(set => Syntax(cmdlet.Name, set, parameters))),
            new XElement(Command + "parameters", parameters.Select(parameter => MamlParameter.Listed(cmdlet, parameter, page))),
            new XElement(Command + "inputTypes", page.Inputs.Select(entry => Typed("inputType", entry, cmdlet.Inputs))),
            new XElement(Command + "returnValues", page.Outputs.Select(entry => Typed("returnValue", entry, cmdlet.Outputs))),
            page.Notes.Count == 0 ? null : new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
            new XElement(Command + "examples", page.Examples.Select(Example)),
            new XElement(Command + "relatedLinks", page.Links.Select(Link)));
    }

    private static XElement Syntax(string name, string set, IEnumerable<ParameterShape> parameters)
    {
        var places = parameters.Select(parameter => (Parameter: parameter, Place: parameter.In(set))).Where(item => item.Place is not null)
            .OrderBy(item => item.Place!.Position ?? int.MaxValue).ThenByDescending(item => item.Place!.IsMandatory);
        return new XElement(Command + "syntaxItem", new XElement(Maml + "name", name), places.Select(item => MamlParameter.InSyntax(item.Parameter, item.Place!)));
    }

    private static XElement Typed(string element, HelpEntry entry, IReadOnlyList<string> types) =>
        new(Command + element, Type(PageCheck.TypeOf(entry.Name, types)), Description(entry.Text));

    private static XElement Example(HelpExample example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", string.Create(CultureInfo.InvariantCulture, $"-------- Example {index + 1}: {example.Title} --------")),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", Paragraphs(example.Output is null ? example.Remarks : [example.Output, .. example.Remarks])));

    private static XElement Link(string name) =>
        new(Maml + "navigationLink", new XElement(Maml + "linkText", name), new XElement(Maml + "uri"));

    private static ParameterShape Switch(string name, string alias, string text) =>
        new(name, "SwitchParameter", "System.Management.Automation.SwitchParameter", true, false, false, [alias], [], text, Anywhere);
}
