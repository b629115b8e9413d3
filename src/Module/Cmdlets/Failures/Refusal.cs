using TikTokBan.Cmdlets.Texts;

namespace TikTokBan.Cmdlets.Failures;

/// <summary>What the cmdlets themselves refuse: the library's exception, with a sentence in the language of the user interface.</summary>
internal static class Refusal
{
    private const string Mark = "TikTokBan.Translated";

    public static UnusableInputException Of(InputProblem problem, string key, params object?[] values) => At(problem, null, key, values);

    public static UnusableInputException At(InputProblem problem, string? path, string key, params object?[] values)
    {
        var refusal = new UnusableInputException(problem, Sentence.Of(key, values), path);
        refusal.Data[Mark] = true;
        return refusal;
    }

    /// <summary>Whether a failure's sentence is in the language of the user interface already.</summary>
    public static bool IsTranslated(Exception failure) => failure.Data.Contains(Mark);
}
