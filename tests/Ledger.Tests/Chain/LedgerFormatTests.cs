using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;
using TikTokBan.Tests;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Ledger.Tests.Chain;

/// <summary>The written form is what the program does: recomputed from the document, and by a program in another language.</summary>
public sealed class LedgerFormatTests
{
    private static readonly string Document = File.ReadAllText(Repository.At("docs", "ledger-format.md")).ReplaceLineEndings("\n");

    [Fact]
    public void The_worked_example_of_the_document_is_right()
    {
        var forms = Regex.Matches(Document, "```\n(tiktokban event 1\n.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value).ToList();
        var hashes = Regex.Matches(Document, "Its hash is `([0-9a-f]{64})`").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal((2, 2), (forms.Count, hashes.Count));
        Assert.Equal(hashes, forms.Select(form => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(form)))));
        var previous = new byte[32];
        foreach (var (form, hash) in forms.Zip(hashes))
        {
            var lines = form.Split('\n');
            Assert.Equal((10, 9, ""), (lines.Length, form.Count(letter => letter == '\n'), lines[9]));
            var content = lines[7].Split(' ');
            var one = new LedgerEvent
            {
                Number = Number(lines[2]),
                Kind = Text(lines[3])!,
                About = Text(lines[4]),
                At = Text(lines[5])!,
                FirstPart = Number(content[0]),
                Parts = Number(content[1]),
                Segments = Number(content[2]),
                Content = Convert.FromHexString(content[3]),
                Body = Text(lines[8])!,
            };
            Assert.Equal(Hex(previous), lines[6]);
            previous = one.Chained(Text(lines[1])!, previous);
            Assert.Equal(hash, Hex(previous));
        }

        using var hashed = new ContentHash();
        hashed.AddPart(7, 24322, Bytes("digest"), Bytes("sealed bytes"));
        hashed.AddSegment(2, Bytes("bytes"));
        Assert.Equal(forms[0].Split('\n')[7].Split(' ')[3], Hex(hashed.End()));
        Assert.Equal(forms[1].Split('\n')[7].Split(' ')[3], Hex(hashed.End()));
        var tree = new MerkleTree();
        hashes.ForEach(hash => tree.Add(Convert.FromHexString(hash)));
        Assert.Contains($"above is `{Hex(tree.Root)}`", Document, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_program_in_another_language_that_knows_the_document_alone_comes_to_the_same()
    {
        Skip.IfNot(await RunAsync("--version") is (0, _), "there is no python3 to verify a ledger with");
        await using var world = await ChainWorld.CreateAsync("sqlite", MasterKey.Of(new byte[32]));
        var check = await world.CheckAsync();
        var (status, said) = await RunAsync(Repository.At("tests", "Ledger.Tests", "Chain", "verify_chain.py"), world.Ledger.Address);
        Assert.Equal((0, ""), (status, status == 0 ? "" : said));
        using var found = JsonDocument.Parse(said);
        Assert.Equal(
            (check.Events, check.Parts, check.Segments, check.Head, check.Root),
            (found.RootElement.GetProperty("events").GetInt64(), found.RootElement.GetProperty("parts").GetInt64(), found.RootElement.GetProperty("segments").GetInt64(), found.RootElement.GetProperty("head").GetString(), found.RootElement.GetProperty("root").GetString()));

        await using (var editor = await LedgerEditor.OpenAsync(world.Ledger, "sqlite"))
            await editor.ExecuteAsync("UPDATE part SET data = substr(data, 2) WHERE number = 3");
        (status, said) = await RunAsync(Repository.At("tests", "Ledger.Tests", "Chain", "verify_chain.py"), world.Ledger.Address);
        Assert.Equal((1, "event 1 no longer has what came with it"), (status, said.Trim()));
    }

    [Fact]
    public async Task Checkpoints_and_proofs_have_the_shape_of_their_schemas()
    {
        await using var world = await ChainWorld.CreateAsync("sqlite");
        var file = Path.Combine(world.Ledger.Folder, "file.json");
        await CheckpointFile.WriteAsync(world.Kept, file);
        Assert.Empty(SchemaCheck.Find("ledger-checkpoint.schema.json", await File.ReadAllTextAsync(file)));
        foreach (var reveal in new[] { false, true })
        {
            for (var number = 1; number <= world.Kept.Size; number++)
            {
                await (await EventProofs.MakeAsync(world.Store, number, reveal)).WriteAsync(file, force: true);
                Assert.Empty(SchemaCheck.Find("ledger-proof.schema.json", await File.ReadAllTextAsync(file)));
            }
        }
    }

    private static byte[] Bytes(string what) => Convert.FromHexString(Regex.Match(Document, $"^- {what} `([0-9a-f]+)`$", RegexOptions.Multiline).Groups[1].Value);

    private static string? Text(string line)
    {
        if (line == "-")
            return null;
        var blank = line.IndexOf(' ', StringComparison.Ordinal);
        Assert.Equal(Number(line[..blank]), Encoding.UTF8.GetByteCount(line[(blank + 1)..]));
        return line[(blank + 1)..];
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

    private static async Task<(int Status, string Said)> RunAsync(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = process.StandardOutput.ReadToEndAsync();
            var wrong = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, await said + wrong);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "");
        }
    }
}
