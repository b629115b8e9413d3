using System.Text.Json;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Removal.Applying.Steps;

/// <summary>What is to be done about a step, by what was read.</summary>
internal enum Need
{
    /// <summary>Its requests are to be sent.</summary>
    Send,

    /// <summary>It is so already.</summary>
    Nothing,

    /// <summary>There is nothing to act on, or it must not be; the action ends here.</summary>
    Skip,

    /// <summary>It can't be done as things are; the action ends here.</summary>
    Fail,
}

/// <summary>A decision about a step.</summary>
internal sealed record Decision(Need Need)
{
    public static Decision Already { get; } = new(Need.Nothing);

    /// <summary>Requests to send, in order, each with what it replaces.</summary>
    public IReadOnlyList<(SentRequest Request, JsonElement? Before)> Requests { get; init; } = [];

    /// <summary>What is to be said of it.</summary>
    public string? Sentence { get; init; }

    /// <summary>Devices that it leaves out, beside those that the checks left out.</summary>
    public IReadOnlyList<JournaledDevice> LeftOut { get; init; } = [];

    public static Decision Skip(string sentence) => new(Need.Skip) { Sentence = sentence };

    public static Decision Fail(string sentence) => new(Need.Fail) { Sentence = sentence };

    public static Decision Send(SentRequest request, JsonElement? before = null) => new(Need.Send) { Requests = [(request, before)] };

    /// <summary>Whether the same would be sent.</summary>
    public bool IsSameAs(Decision other) => Need == other.Need && Requests.Select(one => one.Request).SequenceEqual(other.Requests.Select(one => one.Request));
}
