using System.Text.Json;
using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Reports.Handover;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints what was handed over.</summary>
internal static class PublishPrinter
{
    /// <summary>Runs with a bar on standard error where a person watches.</summary>
    public static async Task<T> RunAsync<T>(Terminal terminal, Func<IProgress<PublishProgress>?, Task<T>> publish)
    {
        if (!terminal.ErrorIsScreen)
            return await publish(null).ConfigureAwait(false);
        return await terminal.Notes.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context => await publish(new Bar(context.AddTask("Looking"))).ConfigureAwait(false))
            .ConfigureAwait(false);
    }

    public static async Task PrintAsync(PublishedReport published, DraftedMail? mail, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        if (format == OutputFormat.Json)
        {
            await Records.WriteOneAsync(writer => Write(writer, published, mail), terminal, cancellation).ConfigureAwait(false);
        }
        else
        {
            var table = Tables.New("File", "Bytes", "State");
            foreach (var file in published.Files)
                table.AddRow(Tables.Cell(file.Name), Tables.Number(file.Bytes), new Markup(Mark(file.State)));
            terminal.Tables.Write(table);
        }

        foreach (var sentence in published.Findings.Concat(published.Notes))
            await terminal.Error.WriteLineAsync(Tables.Printable(sentence)).ConfigureAwait(false);
        await terminal.Error.WriteLineAsync($"The report is at {Tables.Printable(published.WebUrl ?? "the place that was named")}.").ConfigureAwait(false);
        if (mail is not null)
            await terminal.Error.WriteLineAsync($"A draft for {mail.Recipients} {(mail.Recipients == 1 ? "address" : "addresses")} lies in the mailbox; it was not sent.").ConfigureAwait(false);
    }

    private static string Mark(PublishedState state) => state switch
    {
        PublishedState.Uploaded => "[green]✓ uploaded[/]",
        PublishedState.Resumed => "[green]✓ resumed[/]",
        PublishedState.Replaced => "[yellow]↻ replaced[/]",
        _ => "[grey]= already there[/]",
    };

    private static void Write(Utf8JsonWriter writer, PublishedReport published, DraftedMail? mail)
    {
        writer.WriteStartObject();
        writer.WriteString("webUrl", published.WebUrl);
        writer.WriteBoolean("aggregate", published.IsAggregate);
        writer.WriteBoolean("whole", published.IsWhole);
        writer.WriteStartArray("files");
        foreach (var file in published.Files)
        {
            writer.WriteStartObject();
            writer.WriteString("name", file.Name);
            writer.WriteNumber("bytes", file.Bytes);
            writer.WriteString("state", JsonNamingPolicy.CamelCase.ConvertName(file.State.ToString()));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Write(writer, "findings", published.Findings);
        Write(writer, "notes", published.Notes);
        if (mail is null)
        {
            writer.WriteNull("mailDraft");
        }
        else
        {
            writer.WriteStartObject("mailDraft");
            writer.WriteString("id", mail.Id);
            writer.WriteString("subject", mail.Subject);
            writer.WriteString("webLink", mail.WebLink);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<string> sentences)
    {
        writer.WriteStartArray(name);
        foreach (var sentence in sentences)
            writer.WriteStringValue(sentence);
        writer.WriteEndArray();
    }

    private sealed class Bar(ProgressTask task) : IProgress<PublishProgress>
    {
        public void Report(PublishProgress value)
        {
            task.MaxValue = Math.Max(value.Bytes, 1);
            task.Value = value.Sent;
            task.Description = Markup.Escape($"{Tables.Printable(value.File)}  {value.Sent / 1024:N0} of {value.Bytes / 1024:N0} KiB");
        }
    }
}
