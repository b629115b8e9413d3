using System.Text.RegularExpressions;
using System.Xml.Linq;
using TikTokBan.Removal;
using TikTokBan.Removal.Journals;
using TikTokBan.Reports.Proof;
using TikTokBan.Tests.House;

namespace TikTokBan.Tests.Module;

/// <summary>The file of views holds no logic, and has a table and a list for each type that a cmdlet writes.</summary>
public sealed partial class ViewFileTests
{
    private static readonly string[] NotOurs = ["bool", "string", "void", "int", "FileInfo"];

    private static readonly XDocument Format = XDocument.Parse(CommittedFiles.Read("TikTokBan.Format.ps1xml"));

    private static IEnumerable<string> Sources => CommittedFiles.All
        .Where(path => path.StartsWith(ErrorTexts.Folder, StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal))
        .Select(CommittedFiles.Read);

    [Fact]
    public void Every_type_that_a_cmdlet_writes_has_a_table_and_a_list()
    {
        var written = Sources.SelectMany(source => Written().Matches(source)).SelectMany(match => Type().Matches(match.Value))
            .Select(match => match.Groups[1].Value).Except(NotOurs).ToList();

        Assert.True(written.Count > 20);
        Assert.Empty(written.Except(Shown("TableControl")));
        Assert.Empty(written.Except(Shown("ListControl")));
    }

    [Fact]
    public void Every_cell_is_a_property_or_one_call_of_tested_code()
    {
        var calls = Format.Descendants("ScriptBlock").Select(block => block.Value).ToList();
        var methods = Sources.SelectMany(source => Class().Matches(source).SelectMany(found =>
            Method().Matches(source).Select(method => $"{found.Groups[1].Value}.{method.Groups[1].Value}"))).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(calls);
        Assert.DoesNotContain(calls, call => !Call().IsMatch(call));
        Assert.Empty(calls.Select(call => Call().Match(call)).Select(match => $"{match.Groups[1].Value}.{match.Groups[2].Value}").Except(methods));
    }

    [Fact]
    public void Nothing_waits_for_the_last_row_before_the_first_is_shown() => Assert.Empty(Format.Descendants("AutoSize"));

    [Fact]
    public void Every_cell_of_a_table_is_wrapped_and_not_cut() =>
        Assert.All(Format.Descendants("TableRowEntry"), row => Assert.NotNull(row.Element("Wrap")));

    [Fact]
    public void A_column_is_as_wide_as_the_words_that_usually_stand_in_it()
    {
        foreach (var view in new[] { "ActionResult", "ActionResultWhatIf" })
        {
            Assert.InRange(Width(view, "Action"), "a-00000".Length, 80);
            Assert.InRange(Width(view, "Kind"), ActionKinds.All.Max(kind => kind.Length), 80);
        }

        Assert.InRange(Width("ActionResult", "Outcome"), Enum.GetNames<ActionOutcome>().Max(name => name.Length), 80);
        Assert.InRange(Width("TenantConnection", "SignIn"), "workload identity".Length, 80);
        Assert.InRange(Width("Exposure", "Verdict"), "Violation !".Length, 80);
        Assert.InRange(Width("ReportFinding", "Flaw"), Enum.GetNames<ReportFlaw>().Max(name => name.Length), 80);
    }

    private static int Width(string view, string label) => (int)Format.Descendants("View")
        .Single(one => one.Element("Name")!.Value == view)
        .Descendants("TableColumnHeader").Single(header => header.Element("Label")!.Value == label)
        .Element("Width")!;

    private static IEnumerable<string> Shown(string control) => Format.Descendants("View")
        .Where(view => view.Element(control) is not null)
        .Select(view => view.Descendants("TypeName").Single().Value.Split('.', '#') is var parts ? parts.Last(part => part != "WhatIf") : "");

    [GeneratedRegex(@"\[OutputType\([^\]]*\)\]")]
    private static partial Regex Written();

    [GeneratedRegex(@"typeof\((\w+)\)")]
    private static partial Regex Type();

    [GeneratedRegex(@"^\[TikTokBan\.Cmdlets\.(?:Views|Sessions)\.(\w+)\]::(\w+)\(\$_\)$")]
    private static partial Regex Call();

    [GeneratedRegex(@"public static class (\w+)")]
    private static partial Regex Class();

    [GeneratedRegex(@"public static string (\w+)\(")]
    private static partial Regex Method();
}
