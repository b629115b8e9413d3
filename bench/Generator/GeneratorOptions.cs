using System.Globalization;

namespace TikTokBan.Generator;

/// <summary>What is to be made.</summary>
internal sealed record GeneratorOptions
{
    public const string Usage =
        "usage: --out DIR [--seed N] [--people N] [--devices N] [--inventory-rows N] [--inventory-order device|mixed] [--scale sample|big]";

    public string Out { get; init; } = "";

    public ulong Seed { get; init; } = 716;

    public int People { get; init; } = 900;

    public int Devices { get; init; } = 1_200;

    /// <summary>Rows of the application inventory; null for about 45 per device.</summary>
    public long? InventoryRows { get; init; }

    /// <summary>A large inventory stays plain csv, so that its reading can be held against grep's.</summary>
    public bool Zip { get; init; } = true;

    /// <summary>Whether the rows of a device stand apart from one another.</summary>
    public bool MixedInventory { get; init; }

    /// <summary>Reads the command line; answers null and one sentence where it makes no sense.</summary>
    public static GeneratorOptions? Parse(string[] args, out string? problem)
    {
        var options = new GeneratorOptions();
        problem = null;
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            var next = value is null ? null : With(options, args[i], value);
            if (next is null)
            {
                problem = value is null ? $"{args[i]} needs a value." : $"{args[i]} {value} is not understood.";
                return null;
            }
            options = next;
        }
        if (options.Out.Length == 0)
            problem = "--out is missing: say which folder to write to.";
        else if (options.People < 300 || options.Devices < 600)
            problem = "--people must be at least 300 and --devices at least 600, or some set pieces would have no place.";
        return problem is null ? options : null;
    }

    private static GeneratorOptions? With(GeneratorOptions options, string name, string value) => name switch
    {
        "--out" => options with { Out = value },
        "--seed" when ulong.TryParse(value, CultureInfo.InvariantCulture, out var seed) => options with { Seed = seed },
        "--people" when Count(value) is { } people => options with { People = people },
        "--devices" when Count(value) is { } devices => options with { Devices = devices },
        "--inventory-rows" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) => options with { InventoryRows = rows },
        "--inventory-order" when value is "device" or "mixed" => options with { MixedInventory = value == "mixed" },
        "--scale" when value == "sample" => options,
        "--scale" when value == "big" => options with { People = 80_000, Devices = 100_000, InventoryRows = 5_000_000, Zip = false },
        _ => null,
    };

    private static int? Count(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 1_000_000 ? count : null;
}
