namespace TikTokBan.Generator.World;

/// <summary>An invented person of the directory.</summary>
internal sealed record Person
{
    public required int Index { get; init; }

    public required Guid Id { get; init; }

    public required string Given { get; init; }

    public required string Surname { get; init; }

    /// <summary><c>fr-BE</c>, <c>nl-BE</c> or <c>de-BE</c>.</summary>
    public required string Language { get; init; }

    public required Unit Unit { get; init; }

    public required string Upn { get; init; }

    public required string Mail { get; init; }

    /// <summary>A second address of theirs; mail to it reaches the same mailbox.</summary>
    public string? Alias { get; init; }

    public required string Office { get; init; }

    public required string CostCentre { get; init; }

    public required bool Enabled { get; init; }

    public bool Guest { get; init; }

    /// <summary>False for who left: devices still name them, the directory no longer does.</summary>
    public bool InDirectory { get; init; } = true;

    public string Name => $"{Given} {Surname}";

    public string Department => Language == "nl-BE" ? Unit.Dutch : Unit.French;
}
