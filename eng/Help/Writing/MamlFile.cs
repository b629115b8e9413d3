using System.Text;
using System.Xml;
using System.Xml.Linq;
using TikTokBan.Help.Cmdlets;
using TikTokBan.Help.Pages;

namespace TikTokBan.Help.Writing;

/// <summary>The module's help file. The same pages and cmdlets always make the same bytes.</summary>
internal static class MamlFile
{
    /// <summary>Named after the assembly with the cmdlets: where PowerShell looks, in a folder named after the language beside the manifest.</summary>
    public const string Name = "TikTokBan.Cmdlets.dll-Help.xml";

    public static XDocument Of(IEnumerable<CmdletShape> cmdlets, IReadOnlyList<HelpPage> pages) => new(new XElement(
        MamlNames.Items + "helpItems",
        new XAttribute("schema", "maml"),
        new XAttribute(XNamespace.Xmlns + "maml", MamlNames.Maml),
        new XAttribute(XNamespace.Xmlns + "command", MamlNames.Command),
        new XAttribute(XNamespace.Xmlns + "dev", MamlNames.Dev),
        cmdlets.Select(cmdlet => MamlCommand.Of(cmdlet, pages.Single(page => page.Name == cmdlet.Name)))));

    public static void Write(XDocument help, Stream file)
    {
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.None };
        using var writer = XmlWriter.Create(file, settings);
        help.Save(writer);
    }
}
