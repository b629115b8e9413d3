using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TikTokBan.Sources;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Exports.Json;

namespace TikTokBan.Tests.Sources;

/// <summary>Whatever bytes come, reading ends, and ends well.</summary>
public sealed class RobustnessTests
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(2023, 311);

    private static readonly string[] Samples =
    [
        "registers/telecomregister.csv", "registers/waiver-register.csv", "entra/groups.json", "entra/servicePrincipals.json", "entra/oauth2PermissionGrants.json",
        "entra/signIns-capture.jsonl", "defender/UrlClickEvents.csv", "exchange/messageTraces.json", "exchange/MTSummary_Recherche historique_716.csv",
        "network/access.log", "network/dns.log", "intune/DeviceInstallStatusByApp_1d9e6c3b-77a2-4e19-a6d0-716202611163.zip",
    ];

    [Fact]
    public void Damaged_files_are_read_in_part_or_listed_and_never_stop_a_reading()
    {
        var damage = Gen.Choose(0, int.MaxValue - 1).Zip(Gen.Choose(0, 255)).ArrayOf(8);
        Check.One(Fixed, Prop.ForAll(Gen.Elements(Samples).Zip(damage).Zip(Gen.Choose(0, 3)).ToArbitrary(), sample =>
        {
            var ((name, changes), cut) = sample;
            var bytes = File.ReadAllBytes(Repository.At("samples", "authority", name));
            if (bytes.Length > 20_000)
                bytes = bytes[..20_000];
            foreach (var (place, value) in changes)
                bytes[place % bytes.Length] = (byte)value;
            if (cut == 0)
                bytes = bytes[..(changes[0].Item1 % bytes.Length)];
            using var folder = new ExportFixture().With("a/" + name, bytes).With("z/users.csv", "userPrincipalName,displayName\na@authority.example,A\n");
            var read = folder.ReadAsync().GetAwaiter().GetResult();
            Assert.Contains(read.Files, file => file.Location == "z/users.csv" && file.Records.Count == 1);
            Assert.All(read.Unrecognised, file => Assert.NotEmpty(file.Reason));
        }));
    }

    [Fact]
    public void Json_rows_do_not_depend_on_how_the_bytes_arrive() =>
        Check.One(Fixed, Prop.ForAll(Gen.Choose(1, 97).Zip(Gen.Choose(0, 60)).ToArbitrary(), sample =>
        {
            var (piece, rows) = sample;
            var text = new StringBuilder("// a note\n{ \"@odata.context\": \"x#users\", \"other\": [ { \"value\": [ {} ] } ],\n \"schema\": [ { \"Name\": \"a\" }, ], \"value\": [\n");
            for (var i = 0; i < rows; i++)
                text.Append("  { \"n\": ").Append(i).Append(", \"deep\": { \"value\": [ 1, \"é\\n]}\" ] } },\n");
            text.Append("], \"after\": { \"value\": [ {} ] } }");
            var reader = new JsonRowReader(new PiecesStream(Encoding.UTF8.GetBytes(text.ToString()), piece));
            for (var i = 0; i < rows; i++)
            {
                using var row = reader.Next(out var line, out _);
                Assert.Equal((i, i + 4L), (row!.RootElement.GetProperty("n").GetInt32(), line));
            }

            Assert.Null(reader.Next(out _, out _));
            Assert.Equal(("x#users", "a"), (reader.Context, Assert.Single(reader.Schema!)));
        }));

    [Fact]
    public async Task A_large_file_is_read_by_several_threads_in_its_own_order()
    {
        var text = new StringBuilder("userPrincipalName,displayName,department\n");
        for (var i = 0; i < 200_000; i++)
            text.Append(i).Append("@authority.example,\"Someone, somewhere\",Finance\n");
        Assert.True(text.Length > 8 << 20);
        using var folder = new ExportFixture().With("users.csv", text.ToString());
        var people = (await folder.ReadAsync()).Single.Records.Cast<PersonRecord>().ToList();
        Assert.Equal(200_000, people.Count);
        for (var i = 0; i < people.Count; i += 997)
            Assert.Equal(($"{i}@authority.example", $"users.csv:{i + 2}"), (people[i].Keys.UserPrincipalName, people[i].Reference));
    }

    [Fact]
    public async Task A_reading_that_is_given_up_leaves_nothing_running()
    {
        var text = new StringBuilder("userPrincipalName,displayName,department\n");
        for (var i = 0; i < 400_000; i++)
            text.Append(i).Append("@authority.example,Someone,Finance\n");
        using var folder = new ExportFixture().With("users.csv", text.ToString());
        using var set = ExportSet.Open(folder.Path);
        using var stop = new CancellationTokenSource();
        var source = (ExportSource)Assert.Single(set.Sources);
        var count = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var record in source.ReadAsync(TestMatcher.Instance, new(), _ => { }, stop.Token))
            {
                if (++count == 10)
                    await stop.CancelAsync();
            }
        });
        Assert.InRange(count, 10, 399_999);

        // A reader that stops asking closes the file as well.
        await foreach (var record in source.ReadAsync(TestMatcher.Instance, new(), _ => { }, CancellationToken.None))
            break;
        using var exclusive = new FileStream(folder.At("users.csv"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }
}

/// <summary>Gives a few bytes at a time, as a network does.</summary>
internal sealed class PiecesStream(byte[] bytes, int piece) : MemoryStream(bytes, writable: false)
{
    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, piece)]);

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));
}
