using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Ledger.Tests.Stores;

namespace TikTokBan.Ledger.Tests.Subjects;

public sealed class MasterKeysTests
{
    private static readonly MasterKey First = MasterKey.Of(Enumerable.Repeat((byte)1, 32).ToArray());
    private static readonly MasterKey Second = MasterKey.Of(Enumerable.Repeat((byte)2, 32).ToArray());

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Keys_are_wrapped_anew_from_none_to_one_to_another_to_none_and_everything_reads_as_before(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        var parts = await world.ScanAsync("s-1", "{}", ("an", "d1"), (null, "d2"));
        var present = MasterKey.None;
        foreach (var next in new[] { First, Second, MasterKey.None })
        {
            var outcome = await new MasterKeys(world.Ledger.Another(present), world.Time).RotateAsync(next, "officer@agency.example");
            Assert.Equal((5L, next.Wraps), (outcome.Keys, outcome.Wrapped));
            Assert.Equal(world.Written[parts[1]], await ReadAsync(next));
            if (next.Wraps)
                await Assert.ThrowsAsync<UnusableInputException>(() => ReadAsync(present));
            present = next;
        }

        async Task<string> ReadAsync(MasterKey master)
        {
            await using var session = await world.Ledger.Another(master).ReadAsync();
            var read = await SealedParts.ReadAsync(session, new SubjectKeys(session, world.Time), [parts[1]]);
            return System.Text.Encoding.UTF8.GetString(read[parts[1]]!);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_rotation_with_another_key_than_the_present_one_changes_nothing(string engine)
    {
        await using var world = await World.CreateAsync(engine, First);
        var parts = await world.ScanAsync("s-1", "{}", ("an", "d1"));

        await Assert.ThrowsAsync<UnusableInputException>(() => new MasterKeys(world.Ledger.Another(Second), world.Time).RotateAsync(MasterKey.None, "officer@agency.example"));

        Assert.Equal(world.Written[parts[1]], (await world.ReadAsync())[parts[1]]);
    }

    [Fact]
    public void A_new_key_s_file_is_for_its_owner_alone_and_never_written_over()
    {
        var folder = Directory.CreateTempSubdirectory("key").FullName;
        var path = Path.Combine(folder, "master.key");
        MasterKeys.Create(path);
        Assert.True(MasterKeyFile.Read(path).Wraps);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(InputProblem.FileExists, Assert.Throws<UnusableInputException>(() => MasterKeys.Create(path)).Problem);
        Directory.Delete(folder, recursive: true);
    }
}
