using System.Text;

namespace TikTokBan.Reports.Formats;

/// <summary>Opens a report's text file: UTF-8, lines that end with a line feed, on every machine the same.</summary>
internal static class OutputFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly UTF8Encoding Utf8WithMark = new(encoderShouldEmitUTF8Identifier: true);

    public static async Task WriteAsync(string folder, string file, Action<TextWriter> write, bool mark = false)
    {
        var output = new StreamWriter(Path.Combine(folder, file), append: false, mark ? Utf8WithMark : Utf8) { NewLine = "\n" };
        await using (output.ConfigureAwait(false))
            write(output);
    }
}
