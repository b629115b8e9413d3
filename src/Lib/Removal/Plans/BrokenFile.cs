using System.Text;
using System.Text.Json;

namespace TikTokBan.Removal.Plans;

/// <summary>What is said of a file that should hold a plan or an approval and holds something else.</summary>
internal static class BrokenFile
{
    // What it should be reads like 'a removal plan', what to give instead like 'give a file that …'.
    public static void RefuseEmpty(InputProblem problem, byte[] content, string what, string give, string path)
    {
        if (content.All(letter => letter is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            throw new UnusableInputException(problem, $"the file is empty, and so not {what}; {give}", path);
    }

    public static UnusableInputException Of(InputProblem problem, Exception wrong, byte[] content, string what, string give, string path) => wrong switch
    {
        // The parser alone knows a line; a reader of the document knows the member's path.
        JsonException { Path: null, LineNumber: { } line } json => new UnusableInputException(problem, $"this is not {what}, as it is no JSON from here on; {give}", path, line + 1, wrong, Column(content, line, json.BytePositionInLine ?? 0)),
        JsonException { Path: { Length: > 1 } member } => new UnusableInputException(problem, $"this is not {what}, as '{Shown(member)}' is not what belongs there; {give}", path, inner: wrong),
        JsonException => new UnusableInputException(problem, $"this is not {what}, as something is missing in it; {give}", path, inner: wrong),
        _ => new UnusableInputException(problem, $"this is not {what}, as a value in it is not what belongs there; {give}", path, inner: wrong),
    };

    // The parser counts bytes, people count letters.
    private static long Column(byte[] content, long line, long bytes)
    {
        var start = 0;
        for (; line > 0 && start < content.Length; start++)
            line -= content[start] == (byte)'\n' ? 1 : 0;
        return Encoding.UTF8.GetCharCount(content, start, (int)Math.Min(bytes, content.Length - start)) + 1;
    }

    private static string Shown(string member)
    {
        var text = string.Concat(member.Where(letter => !char.IsControl(letter)));
        return text.Length <= 80 ? text : text[..80] + "…";
    }
}
