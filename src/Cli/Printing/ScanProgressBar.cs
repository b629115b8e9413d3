using Spectre.Console;
using TikTokBan.Cli.Terminals;
using TikTokBan.Exposures;

namespace TikTokBan.Cli.Printing;

/// <summary>A bar on standard error while a scan runs, where a person watches; nothing at all where none does.</summary>
internal static class ScanProgressBar
{
    public static async Task<T> RunAsync<T>(Terminal terminal, Func<IProgress<ScanProgress>?, Task<T>> scan)
    {
        if (!terminal.ErrorIsScreen)
            return await scan(null).ConfigureAwait(false);
        return await terminal.Notes.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context => await scan(new Bar(context.AddTask("Beginning"))).ConfigureAwait(false))
            .ConfigureAwait(false);
    }

    private sealed class Bar(ProgressTask task) : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value)
        {
            task.MaxValue = Math.Max(value.Sources, 1);
            task.Value = value.Source - 1;
            task.Description = Markup.Escape($"{Tables.Printable(value.Location)}  {value.Rows:N0} rows{(value.Note is { } note ? "  " + note : "")}");
        }
    }
}
