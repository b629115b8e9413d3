using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Tests.Records;
using TikTokBan.Ledger.Tests.Stores;

namespace TikTokBan.Ledger.Tests.Chain;

public sealed class EventProofTests
{
    public static TheoryData<string> Engines => TestLedger.Engines;

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Every_event_before_a_checkpoint_is_proved_without_the_ledger_and_without_personal_data(string engine)
    {
        await using var world = await ChainWorld.CreateAsync(engine, MasterKey.Of(new byte[32]));
        using var signer = X509CertificateLoader.LoadCertificate(ChainWorld.CertificateOf(world.Kept));
        for (var number = 1L; number <= world.Kept.Size; number++)
        {
            var file = Path.Combine(world.Ledger.Folder, $"proof-{number}.json");
            await (await EventProofs.MakeAsync(world.Store, number)).WriteAsync(file);
            var text = await File.ReadAllTextAsync(file);
            foreach (var personal in new[] { "agency.example", "SN0EX", "an@", "Océane" })
                Assert.DoesNotContain(personal, text, StringComparison.OrdinalIgnoreCase);
            var check = await EventProof.VerifyAsync(file, [signer]);
            Assert.Empty(check.Problems);
            Assert.Equal((true, "CN=Ledger of the Agency", number), (check.Signer!.IsTrusted, check.Signer.Subject, check.Proof.Event.Number));
            Assert.Empty(check.Revealed);
        }

        Assert.Contains("no checkpoint over event", (await Assert.ThrowsAsync<UnusableInputException>(() => EventProofs.MakeAsync(world.Store, world.Kept.Size + 1))).Message, StringComparison.Ordinal);
        Assert.Contains("has no event", (await Assert.ThrowsAsync<UnusableInputException>(() => EventProofs.MakeAsync(world.Store, world.Kept.Size + 2))).Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Revealed_parts_open_with_their_own_keys_and_no_others(string engine)
    {
        await using var world = await ChainWorld.CreateAsync(engine, MasterKey.Of(new byte[32]));
        await new WaiverLedgerProbe(world).AddAsync();
        var number = (await world.AskAsync("SELECT max(number) FROM event WHERE authority = @authority AND kind = 'waiver'"))!.Value;
        var file = Path.Combine(world.Ledger.Folder, "proof.json");
        await (await EventProofs.MakeAsync(world.Store, number, reveal: true)).WriteAsync(file);
        var check = await EventProof.VerifyAsync(file);
        Assert.Empty(check.Problems);
        Assert.Contains(check.Revealed.Values, text => text.Contains("bram@agency.example", StringComparison.Ordinal));
        var keys = check.Proof.Content!.Parts.Select(part => Convert.ToHexString(part.Key!)).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        await using var session = await world.Store.ReadAsync();
        foreach (var wrapped in await session.QueryAsync<byte[]>("SELECT key FROM subject_key WHERE authority = @authority"))
            Assert.DoesNotContain(Convert.ToHexString(session.Store.Master.Unwrap(wrapped, "")), keys);
    }

    [Fact]
    public async Task Any_change_of_a_proof_is_told()
    {
        await using var world = await ChainWorld.CreateAsync("sqlite");
        await new WaiverLedgerProbe(world).AddAsync();
        var number = (await world.AskAsync("SELECT max(number) FROM event WHERE authority = @authority AND kind = 'waiver'"))!.Value;
        var file = Path.Combine(world.Ledger.Folder, "proof.json");
        await (await EventProofs.MakeAsync(world.Store, number, reveal: true)).WriteAsync(file);
        var whole = await File.ReadAllTextAsync(file);
        var tried = 0;
        foreach (var path in Leaves(JsonNode.Parse(whole)!).ToList())
        {
            var changed = JsonNode.Parse(whole)!;
            Change(changed, path);
            await File.WriteAllTextAsync(file, changed.ToJsonString());
            try
            {
                Assert.False((await EventProof.VerifyAsync(file)).Holds, path);
            }
            catch (UnusableInputException refused)
            {
                Assert.Contains("is not a proof", refused.Message, StringComparison.Ordinal);
            }

            tried++;
        }

        Assert.True(tried > 25);
    }

    // Places of all values, such as "event/number".
    private static IEnumerable<string> Leaves(JsonNode node, string path = "") => node switch
    {
        JsonObject all => all.SelectMany(member => Leaves(member.Value!, path + "/" + member.Key)),
        JsonArray list => list.SelectMany((one, index) => Leaves(one!, path + "/" + index)),
        _ => [path],
    };

    private static void Change(JsonNode root, string path)
    {
        var steps = path.Split('/')[1..];
        var parent = steps[..^1].Aggregate(root, (node, step) => (node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : node[step])!);
        var value = (parent is JsonArray array ? array[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] : parent[steps[^1]])!;
        JsonNode other = value.GetValueKind() == JsonValueKind.Number ? JsonValue.Create(value.GetValue<long>() + 1) : JsonValue.Create(Other(value.GetValue<string>()));
        if (parent is JsonArray target)
            target[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] = other;
        else
            parent[steps[^1]] = other;
    }

    private static string Other(string text) => DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var time) && text.EndsWith('Z')
        ? time.AddSeconds(1).UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture)
        : new StringBuilder(text) { [text.Length / 2] = text[text.Length / 2] == 'a' ? 'b' : 'a' }.ToString();
}

/// <summary>Adds a waiver that is not erased, and a checkpoint over it.</summary>
internal sealed class WaiverLedgerProbe(ChainWorld world)
{
    public async Task AddAsync()
    {
        await new TikTokBan.Ledger.Records.WaiverLedger(world.Store, world.Clock).AddWaiverAsync(WaiverLedgerTests.Sample());
        using var certificate = ChainWorld.Certificate();
        await Checkpoints.MakeAsync(world.Store, certificate, world.Clock);
    }
}
