using System.Xml.Linq;
using TikTokBan.Help.Cmdlets;
using TikTokBan.Help.Pages;
using TikTokBan.Help.Writing;
using static TikTokBan.Help.Writing.MamlNames;

namespace TikTokBan.Tests.House.CmdletHelp;

/// <summary>The file that Get-Help reads has what Get-Help looks for, where it looks for it.</summary>
public sealed class MamlTests
{
    private static readonly IReadOnlyList<HelpPage> Pages = PageReader.ReadAll(Repository.At("docs", "cmdlets"));
    private static readonly IReadOnlyList<CmdletShape> Cmdlets = CmdletReader.ReadAll();
    private static readonly XElement Root = MamlFile.Of(Cmdlets, Pages).Root!;

    [Fact]
    public void It_holds_every_cmdlet_once_with_verb_and_noun()
    {
        Assert.Equal(Items + "helpItems", Root.Name);
        Assert.Equal("maml", Root.Attribute("schema")?.Value);
        Assert.Equal(
            Cmdlets.Select(cmdlet => (cmdlet.Name, cmdlet.Verb, cmdlet.Noun)),
            Commands.Select(command => command.Element(Command + "details")!).Select(details => (Text(details, Command + "name"), Text(details, Command + "verb"), Text(details, Command + "noun"))));
    }

    [Fact]
    public void Every_cmdlet_has_each_part_in_the_order_of_the_schema()
    {
        XName[] parts =
        [
            Command + "details", Maml + "description", Command + "syntax", Command + "parameters", Command + "inputTypes", Command + "returnValues", Maml + "alertSet",
            Command + "examples", Command + "relatedLinks",
        ];

        Assert.All(Commands, command => Assert.Equal(parts.Where(part => part != Maml + "alertSet" || command.Element(part) is not null), command.Elements().Select(part => part.Name)));
    }

    [Fact]
    public void No_paragraph_title_or_code_is_empty() => Assert.All(
        Root.Descendants().Where(element => element.Name == Maml + "para" || element.Name == Maml + "title" || element.Name == Dev + "code" || element.Name == Maml + "name" || element.Name == Maml + "linkText"),
        element => Assert.NotEmpty(element.Value.Trim()));

    [Fact]
    public void Every_parameter_has_a_description_a_type_and_the_five_attributes() => Assert.All(Root.Descendants(Command + "parameters").Elements(), parameter =>
    {
        Assert.NotNull(parameter.Element(Maml + "description"));
        Assert.NotEmpty(Text(parameter.Element(Dev + "type")!, Maml + "name"));
        Assert.Equal(["required", "variableLength", "globbing", "pipelineInput", "position", "aliases"], parameter.Attributes().Select(attribute => attribute.Name.LocalName));
    });

    [Fact]
    public void The_syntax_has_one_line_for_each_parameter_set_with_its_own_parameters() => Assert.All(Commands.Zip(Cmdlets), pair =>
    {
        var lines = pair.First.Element(Command + "syntax")!.Elements().Select(Names);
        var expected = pair.Second.Sets.Select(set => pair.Second.Parameters.Where(parameter => parameter.In(set) is not null).Select(parameter => parameter.Name)
            .Concat(pair.Second.AsksFirst ? PageCheck.Asking : []).Order(StringComparer.Ordinal));
        Assert.Equal(expected, lines);
    });

    [Fact]
    public void A_parameter_that_must_be_given_in_one_set_alone_is_required_there_alone()
    {
        var line = MamlParameter.InSyntax(Sample, Sample.In("A")!);
        var other = MamlParameter.InSyntax(Sample, Sample.In("B")!);

        Assert.Equal(("true", "0", "True (ByValue)"), (line.Attribute("required")?.Value, line.Attribute("position")?.Value, line.Attribute("pipelineInput")?.Value));
        Assert.Equal(("false", "named", "True (ByPropertyName)"), (other.Attribute("required")?.Value, other.Attribute("position")?.Value, other.Attribute("pipelineInput")?.Value));
        Assert.Equal(["one", "two"], line.Element(Command + "parameterValueGroup")!.Elements().Select(value => value.Value));
    }

    [Fact]
    public void The_same_pages_make_the_same_bytes_without_a_mark_or_carriage_returns()
    {
        var once = Bytes();

        Assert.Equal(once, Bytes());
        Assert.Equal((byte)'<', once[0]);
        Assert.DoesNotContain((byte)'\r', once);
    }

    private static ParameterShape Sample => new(
        "Kind", "String", "System.String", IsSwitch: false, IsList: false, HasWildcards: false, [], ["one", "two"], "A kind.",
        new Dictionary<string, ParameterPlace> { ["A"] = new(true, 0, true, false), ["B"] = new(false, null, false, true) });

    private static IEnumerable<XElement> Commands => Root.Elements(Command + "command");

    private static string Text(XElement element, XName name) => element.Element(name)!.Value;

    private static IEnumerable<string> Names(XElement line) => line.Elements(Command + "parameter").Select(parameter => Text(parameter, Maml + "name")).Order(StringComparer.Ordinal);

    private static byte[] Bytes()
    {
        using var file = new MemoryStream();
        MamlFile.Write(MamlFile.Of(CmdletReader.ReadAll(), PageReader.ReadAll(Repository.At("docs", "cmdlets"))), file);
        return file.ToArray();
    }
}
