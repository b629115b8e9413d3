using System.Text;
using Spectre.Console;

namespace TikTokBan.Cli.Terminals;

/// <summary>Where a verb reads and writes: the process's own streams, or a test's.</summary>
internal sealed class Terminal : IDisposable
{
    // Wide enough that a table written to a file keeps one line a row; on a screen its own width counts.
    private const int WidthWithoutScreen = 200;

    private readonly Stream _input;

    private Terminal(Stream outStream, Stream error, Stream input, bool outIsScreen, bool errorIsScreen, int? width)
    {
        OutStream = outStream;
        Out = Writer(outStream);
        Error = Writer(error);
        _input = input;
        ErrorIsScreen = errorIsScreen;
        Tables = Ansi(Out, outIsScreen, width);
        Notes = Ansi(Error, errorIsScreen, width);
    }

    /// <summary>Standard output, for documents: UTF-8 without a byte order mark.</summary>
    public TextWriter Out { get; }

    /// <summary>The same, for a writer of bytes. <see cref="Out"/> must be flushed first.</summary>
    public Stream OutStream { get; }

    /// <summary>Standard error, for what is said beside a result.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether a person watches standard error: only then is progress shown.</summary>
    public bool ErrorIsScreen { get; }

    /// <summary>Tables on standard output.</summary>
    public IAnsiConsole Tables { get; }

    /// <summary>Tables and progress on standard error.</summary>
    public IAnsiConsole Notes { get; }

    public static Terminal OfProcess()
    {
        if (OperatingSystem.IsWindows() && !Console.IsOutputRedirected)
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new(
            Console.OpenStandardOutput(),
            Console.OpenStandardError(),
            Console.OpenStandardInput(),
            !Console.IsOutputRedirected,
            !Console.IsErrorRedirected,
            WidthOfScreen());
    }

    public static Terminal Of(Stream outStream, Stream error, Stream? input = null) =>
        new(outStream, error, input ?? Stream.Null, outIsScreen: false, errorIsScreen: false, width: null);

    /// <summary>Reads standard input to its end. A console's stream can't be interrupted, so the wait for it is.</summary>
    public async Task<MemoryStream> ReadInputAsync(CancellationToken cancellation)
    {
        var copy = new MemoryStream();
        await Task.Run(() => _input.CopyTo(copy), CancellationToken.None).WaitAsync(cancellation).ConfigureAwait(false);
        copy.Position = 0;
        return copy;
    }

    public void Flush()
    {
        Out.Flush();
        Error.Flush();
    }

    public void Dispose()
    {
        try
        {
            Flush();
        }
        catch (IOException)
        {
            // Whoever read our output has closed it; there is nobody left to tell.
        }
    }

    private static StreamWriter Writer(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };

    private static IAnsiConsole Ansi(TextWriter writer, bool isScreen, int? width)
    {
        var plain = !isScreen || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isScreen ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = isScreen ? width ?? 80 : WidthWithoutScreen;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static int? WidthOfScreen()
    {
        try
        {
            return Console.IsOutputRedirected && Console.IsErrorRedirected ? null : Math.Max(Console.WindowWidth, 40);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
