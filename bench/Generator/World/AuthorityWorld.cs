namespace TikTokBan.Generator.World;

/// <summary>The made-up authority on one morning: its people, its devices and what is on them.</summary>
internal sealed class AuthorityWorld
{
    /// <summary>The morning on which everything was exported. Fixed, so that the samples never age.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 16, 7, 30, 0, TimeSpan.Zero);

    private AuthorityWorld(ulong seed, IReadOnlyList<Person> people, IReadOnlyList<Device> devices)
    {
        Seed = seed;
        People = people;
        Devices = devices;
    }

    public ulong Seed { get; }

    public IReadOnlyList<Person> People { get; }

    public IReadOnlyList<Device> Devices { get; }

    /// <summary>Set pieces, each with what a correct tool says of it.</summary>
    public List<ExpectedCase> Cases { get; } = [];

    /// <summary>Incoming mail of two months, latest first.</summary>
    public IReadOnlyList<Mail> Mail { get; private set; } = [];

    public static AuthorityWorld Make(GeneratorOptions options)
    {
        var people = World.People.Make(options.Seed, options.People);
        var world = new AuthorityWorld(options.Seed, people, World.Devices.Make(options.Seed, options.Devices, people, Now));
        SetPieces.Place(world);
        world.Mail = Mails.Make(world);
        return world;
    }

    public Draw Draw(string topic, long index = 0) => World.Draw.For(Seed, topic, index);

    /// <summary>The minister.</summary>
    public Person Minister => People[0];

    /// <summary>The n-th person of a unit who works there still.</summary>
    public Person Staff(Unit unit, int n) => People.Where(person => person.Unit == unit && person.Enabled && !person.Guest).Skip(n).First();
}

/// <summary>A set piece of the samples.</summary>
/// <param name="Id">Name of the case; the README explains each.</param>
/// <param name="Source">File, relative to the authority's folder, that shows it.</param>
/// <param name="Expect">What a correct tool says under circular no. 716.</param>
/// <param name="Result">What the catalogue makes of <paramref name="Value"/>: <c>covered</c>, <c>suspicious</c>, <c>review</c> or <c>notCovered</c>.</param>
/// <param name="Verdict">Expected verdict, where one exposure is expected.</param>
/// <param name="Serial">Serial number of the device, where one is meant.</param>
/// <param name="Upn">User principal name, where a person is meant.</param>
/// <param name="Value">The value that shows it.</param>
internal sealed record ExpectedCase(string Id, string Source, string Expect, string? Result = null, string? Verdict = null, string? Serial = null, string? Upn = null, string? Value = null);
