using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TikTokBan.Authorities;
using TikTokBan.Generator;

namespace TikTokBan.Tests.Samples;

/// <summary>The committed samples are what the generator writes, nothing more and nothing less, and hold what their list of cases says.</summary>
public sealed partial class SamplesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("samples-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Committed_samples_are_what_the_generator_writes()
    {
        Generate(new());

        var committed = Files(Repository.At("samples", "authority"));
        var generated = Files(Path.Combine(_folder, "authority"));

        Assert.Equal(generated.Keys.Order(StringComparer.Ordinal), committed.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, path) in generated)
            AssertSame(name, path, committed[name]);
        foreach (var name in (string[])["expected.json", "expected-devices.csv"])
            AssertSame(name, Path.Combine(_folder, name), Repository.At("samples", name));
    }

    [Fact]
    public void Another_seed_makes_another_authority()
    {
        Generate(new() { Seed = 717 });

        Assert.NotEqual(File.ReadAllText(Repository.At("samples", "authority", "entra", "users-1.json")), File.ReadAllText(Path.Combine(_folder, "authority", "entra", "users-1.json")));
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(60_001)]
    public void Inventory_has_exactly_the_rows_that_were_asked_for(long rows)
    {
        Generate(new() { InventoryRows = rows, Zip = false });

        var file = Directory.GetFiles(Path.Combine(_folder, "authority", "intune"), "AppInvRawData_*.csv").Single();
        Assert.Equal(rows + 1, File.ReadLines(file).LongCount());
    }

    [Fact]
    public void Committed_samples_stay_small()
    {
        Assert.InRange(Files(Repository.At("samples")).Values.Sum(path => new FileInfo(path).Length), 1, 6_000_000);
    }

    [Fact]
    public void Every_case_is_in_the_file_that_it_names()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var known in Cases())
        {
            var source = known.GetProperty("source").GetString()!;
            if (!texts.TryGetValue(source, out var text))
                texts[source] = text = AllText(source);
            foreach (var key in (string[])["serial", "upn", "value"])
            {
                if (!known.TryGetProperty(key, out var value) || (key == "serial" && !source.Contains("Devices", StringComparison.Ordinal)))
                    continue;
                // In directory files a person stands by id, in mail by address: a UPN need not be there.
                if (key != "upn" || source.StartsWith("network", StringComparison.Ordinal))
                    Assert.True(text.Contains(value.GetString()!, StringComparison.Ordinal) || source.StartsWith("entra/oauth2", StringComparison.Ordinal), $"{known.GetProperty("id")}: {key} {value} is not in {source}");
            }
        }
    }

    [Fact]
    public void The_profile_protects_the_minister_and_assumes_nothing_about_who_pays_for_a_personal_phone()
    {
        var profile = AuthorityProfile.Load(Repository.At("samples", "authority", "authority.yaml"));
        var minister = Cases().Single(known => known.GetProperty("id").GetString() == "minister");

        Assert.Equal("be-federal-716", profile.Directive);
        Assert.Equal([minister.GetProperty("upn").GetString()!], profile.ProtectedPeople);
        Assert.Equal([minister.GetProperty("serial").GetString()!], profile.ProtectedDevices);
        Assert.DoesNotContain(profile.Assumptions, assumption =>
            assumption.Assume.Payer is not null
            && assumption.When.Ownership!.Contains("personal")
            && (assumption.When.Type is null || assumption.When.Type.Contains("phone")));
    }

    [Fact]
    public void A_case_and_the_list_of_devices_agree_on_the_verdict()
    {
        var listed = File.ReadLines(Repository.At("samples", "expected-devices.csv")).Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[0], cells => cells[2]);
        var judged = Cases()
            .Where(known => known.TryGetProperty("verdict", out _) && known.TryGetProperty("serial", out _) && !known.GetProperty("expect").GetString()!.Contains("ByteDance", StringComparison.Ordinal))
            .ToList();

        Assert.True(judged.Count >= 30);
        Assert.All(judged, known => Assert.Equal(known.GetProperty("verdict").GetString(), listed[known.GetProperty("serial").GetString()!]));
    }

    [Fact]
    public void Cases_have_names_of_their_own()
    {
        var names = Cases().Select(known => known.GetProperty("id").GetString()).ToList();

        Assert.True(names.Count >= 50);
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void Nobody_in_the_samples_has_an_address_that_could_exist()
    {
        var domains = Files(Repository.At("samples", "authority")).Values
            .SelectMany(path => Texts(path))
            .SelectMany(text => Address().Matches(text).Select(match => match.Groups[1].Value.ToLowerInvariant()))
            .Where(domain => !domain.EndsWith(".example", StringComparison.Ordinal))
            .Distinct();

        // What is left are the service's own senders and what poses as them.
        Assert.All(domains, domain => Assert.Contains("tiktok", domain, StringComparison.Ordinal));
    }

    private void Generate(GeneratorOptions options) => Program.Write(options with { Out = Path.Combine(_folder, "authority") });

    private static List<JsonElement> Cases() =>
        [.. JsonDocument.Parse(File.ReadAllBytes(Repository.At("samples", "expected.json"))).RootElement.EnumerateArray()];

    private static Dictionary<string, string> Files(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), StringComparer.Ordinal);

    private static string AllText(string source) => string.Concat(
        Files(Repository.At("samples", "authority")).Where(file => file.Key.StartsWith(source, StringComparison.Ordinal)).SelectMany(file => Texts(file.Value)));

    /// <summary>Compressed bytes may differ from one version of the runtime's library to the next; what was compressed may not.</summary>
    private static void AssertSame(string name, string one, string other)
    {
        if (!name.EndsWith(".zip", StringComparison.Ordinal))
        {
            Assert.True(File.ReadAllBytes(one).AsSpan().SequenceEqual(File.ReadAllBytes(other)), $"{name} is not what the generator writes; run it again (samples/README.md says how)");
            return;
        }
        using var first = ZipFile.OpenRead(one);
        using var second = ZipFile.OpenRead(other);
        Assert.Equal(first.Entries.Select(entry => entry.FullName), second.Entries.Select(entry => entry.FullName));
        foreach (var entry in first.Entries)
            Assert.True(Read(entry) == Read(second.GetEntry(entry.FullName)!), $"{name} is not what the generator writes; run it again (samples/README.md says how)");
    }

    private static IEnumerable<string> Texts(string path)
    {
        if (!path.EndsWith(".zip", StringComparison.Ordinal))
        {
            var bytes = File.ReadAllBytes(path);
            yield return (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode : Encoding.UTF8).GetString(bytes);
            yield break;
        }
        using var archive = ZipFile.OpenRead(path);
        foreach (var entry in archive.Entries)
            yield return Read(entry);
    }

    private static string Read(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"[\w.+#-]+@([\w-]+(?:\.[\w-]+)+)")]
    private static partial Regex Address();
}
