using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using TikTokBan.Help.Cmdlets;

namespace TikTokBan.Tests.House.CmdletHelp;

/// <summary>What PowerShell expects of the cmdlets' names, read from what was compiled.</summary>
public sealed partial class CmdletNameTests
{
    private static readonly Type[] VerbGroups =
        [typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic), typeof(VerbsLifecycle), typeof(VerbsSecurity), typeof(VerbsOther)];

    private static readonly IReadOnlyList<CmdletShape> Cmdlets = CmdletReader.ReadAll();

    [Fact]
    public void Every_verb_is_an_approved_one()
    {
        var approved = VerbGroups.SelectMany(group => group.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(field => (string)field.GetRawConstantValue()!).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(Cmdlets);
        Assert.All(Cmdlets, cmdlet => Assert.Contains(cmdlet.Verb, approved));
    }

    [Fact]
    public void Every_noun_is_singular_and_the_modules_own()
    {
        Assert.All(Cmdlets, cmdlet => Assert.Matches("^(TikTok|Ban|Covered)[A-Z]?[A-Za-z]*$", cmdlet.Noun));
        Assert.DoesNotContain(Cmdlets, cmdlet => cmdlet.Noun.EndsWith('s') && !cmdlet.Noun.EndsWith("ss", StringComparison.Ordinal));
    }

    [Fact]
    public void A_parameter_that_takes_several_values_is_named_in_the_singular()
    {
        var several = Cmdlets.SelectMany(cmdlet => cmdlet.Parameters.Where(parameter => parameter.IsList).Select(parameter => $"{cmdlet.Name} -{parameter.Name}")).ToList();

        Assert.NotEmpty(several);
        Assert.DoesNotContain(several, name => name.EndsWith('s') && !name.EndsWith("ss", StringComparison.Ordinal));
    }

    [Fact]
    public void The_manifest_exports_what_is_compiled()
    {
        var exported = Exported().Matches(CommittedFiles.Read("TikTokBan.psd1")).Select(match => match.Groups[1].Value);

        Assert.Equal(Cmdlets.Select(cmdlet => cmdlet.Name), exported.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_class_and_its_file_are_named_after_the_cmdlet()
    {
        Assert.All(Cmdlets, cmdlet => Assert.Equal(cmdlet.Verb + cmdlet.Noun + "Command", cmdlet.ClassName));
        Assert.All(Cmdlets, cmdlet => Assert.Contains($"src/Module/Cmdlets/Commands/{cmdlet.ClassName}.cs", CommittedFiles.All));
    }

    [Fact]
    public void Every_parameter_explains_itself_at_the_prompt() =>
        Assert.Empty(Cmdlets.SelectMany(cmdlet => cmdlet.Parameters.Where(parameter => parameter.HelpMessage.Length == 0).Select(parameter => $"{cmdlet.Name} -{parameter.Name}")));

    [Fact]
    public void The_default_parameter_set_is_one_of_the_cmdlets() =>
        Assert.All(Cmdlets.Where(cmdlet => cmdlet.DefaultSet is not null), cmdlet => Assert.Contains(cmdlet.DefaultSet, cmdlet.Parameters.SelectMany(parameter => parameter.Places.Keys)));

    [GeneratedRegex(@"^\s+'([A-Z][a-z]+-[A-Z]\w+)'", RegexOptions.Multiline)]
    private static partial Regex Exported();
}
