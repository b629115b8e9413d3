using System.Text.Json;

namespace TikTokBan.Cli.Tests;

/// <summary>Writing a directive of one's own: from the template, through the check, to a waiver that counts.</summary>
public sealed class DirectiveWritingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_new_writes_passes_the_test_and_makes_a_waiver_count()
    {
        var written = await Run.OfAsync("directive", "new", "--id", "agency-deepseek", "--valid-from", "2026-01-01", "--out", _folder["own.yaml"]);
        Assert.Equal((ExitStatus.Done, ""), (written.Status, written.Output));

        var tested = await Run.OfAsync("directive", "test", _folder["own.yaml"]);
        Assert.Equal((ExitStatus.Done, ""), (tested.Status, tested.Output));
        Assert.Contains("nothing to mend", tested.Errors, StringComparison.Ordinal);

        var waiver = await Run.OfAsync(
            "waiver", "test", "--directive", _folder["own.yaml"], "--kind", "security-research", "--approver", "head", "--documented", "--application", "deepseek", "--expires", "2026-12-31", "--as-of", "2026-11-16");
        Assert.Equal(ExitStatus.Done, waiver.Status);
        var grant = await Run.OfAsync(
            "waiver", "grant", "--directive", _folder["own.yaml"], "--holder", "an@agency.example", "--kind", "security-research", "--approver", "head", "--approved-by", "Ada Ash",
            "--as", "ada@agency.example", "--motive", "Examination", "--documented", "--expires", "9999-12-31", "--id", "S/1", "--ledger", _folder["ledger.db"]);
        Assert.Equal(ExitStatus.Done, grant.Status);
        var without = await Run.OfAsync("waiver", "test", "S/1", "--ledger", _folder["ledger.db"]);
        Assert.Equal(ExitStatus.Unusable, without.Status);
        Assert.Contains("agency-deepseek", without.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitStatus.Done, (await Run.OfAsync("waiver", "test", "S/1", "--directive", _folder["own.yaml"], "--ledger", _folder["ledger.db"])).Status);

        File.AppendAllText(_folder["own.yaml"], "# changed\n");
        Assert.Contains("was changed since", (await Run.OfAsync("waiver", "test", "S/1", "--directive", _folder["own.yaml"], "--ledger", _folder["ledger.db"])).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_writes_over_nothing_unless_it_is_told_to()
    {
        var file = _folder.Write("own.yaml", "mine");

        Assert.Equal(ExitStatus.Unusable, (await Run.OfAsync("directive", "new", "--out", file)).Status);
        Assert.Equal("mine", File.ReadAllText(file));
        Assert.Equal(ExitStatus.Done, (await Run.OfAsync("directive", "new", "--out", file, "--force")).Status);
        Assert.Contains("id: agency-ban", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(ExitStatus.Unusable, (await Run.OfAsync("directive", "new", "--out", _folder["none/own.yaml"])).Status);
        Assert.Equal(ExitStatus.Unusable, (await Run.OfAsync("directive", "new", "--id", "Own Ban")).Status);
        Assert.Equal(["own.yaml"], Directory.GetFileSystemEntries(Path.GetDirectoryName(file)!).Select(Path.GetFileName));
        Assert.StartsWith("# ", (await Run.OfAsync("directive", "new")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_finding_is_told_with_its_line_and_column()
    {
        var text = (await Run.OfAsync("directive", "new")).Output;
        var wrong = _folder.Write("wrong.yaml", text.Replace("approvers: [head, designee]", "approvers: []", StringComparison.Ordinal).Replace("      nl: Het beveiligingsteam onderzoekt de toepassing.\n", "", StringComparison.Ordinal));
        var broken = _folder.Write("broken.yaml", "id: [");

        var run = await Run.OfAsync("directive", "test", wrong, broken, _folder["none.yaml"], "--format", "json");

        Assert.Equal(ExitStatus.Unusable, run.Status);
        using var document = JsonDocument.Parse(run.Bytes);
        var findings = document.RootElement.EnumerateArray().ToList();
        Assert.Contains(findings, finding => finding.GetProperty("message").GetString()!.Contains("nobody who may approve", StringComparison.Ordinal) && finding.GetProperty("line").GetInt64() > 1);
        Assert.Contains(findings, finding => finding.GetProperty("message").GetString()!.Contains("lacks nl", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.GetProperty("file").GetString() == broken);
        Assert.Contains(findings, finding => finding.GetProperty("file").GetString() == _folder["none.yaml"]);

        var lines = (await Run.OfAsync("directive", "test", broken)).Output.TrimEnd('\n').Split('\n');
        Assert.Matches(@"broken\.yaml:\d+:\d+: (?!.*broken\.yaml)", Assert.Single(lines));
    }
}
