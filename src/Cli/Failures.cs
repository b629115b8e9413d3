using TikTokBan.Cli.Terminals;
using TikTokBan.Tenants;

namespace TikTokBan.Cli;

/// <summary>What a failure says and which exit status it has.</summary>
internal static class Failures
{
    public static async Task<ExitStatus> TellAsync(Exception failure, Terminal terminal, bool verbose, CancellationToken cancellation)
    {
        try
        {
            var (status, sentence) = Of(failure, cancellation);
            if (sentence is not null)
                await terminal.Error.WriteLineAsync(verbose ? $"{sentence}\n{failure}" : sentence).ConfigureAwait(false);
            terminal.Flush();
            return status;
        }
        catch (IOException)
        {
            return ExitStatus.Failed;
        }
    }

    private static (ExitStatus Status, string? Sentence) Of(Exception failure, CancellationToken cancellation) => failure switch
    {
        UnusableInputException => (ExitStatus.Unusable, failure.Message),
        TenantException => (ExitStatus.Failed, failure.Message),
        OperationCanceledException when cancellation.IsCancellationRequested => (ExitStatus.Cancelled, "Cancelled; nothing was left half done."),
        IOException when IsClosedPipe(failure) => (ExitStatus.Done, null),
        IOException or UnauthorizedAccessException => (ExitStatus.Failed, $"A file could not be read or written: {OneLine(failure)}"),
        _ => (ExitStatus.Failed, $"Something went wrong that should not have: {OneLine(failure)} Run it again with --verbose for the details."),
    };

    // 'tiktokban scan … | head' closes our output early; that is the reader's right and no failure.
    private static bool IsClosedPipe(Exception failure) =>
        (failure.HResult & 0xFFFF) is 32 or 109 or 232 && failure.Message.Contains("pipe", StringComparison.OrdinalIgnoreCase);

    private static string OneLine(Exception failure)
    {
        var message = failure.Message.ReplaceLineEndings(" ").Trim();
        return message.EndsWith('.') ? message : message + ".";
    }
}
