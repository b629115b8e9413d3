using System.Globalization;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;
using TikTokBan.Tenants;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints what becomes of each action while a plan is carried out or taken back, and what it came to.</summary>
internal sealed class ActionPrinter : IProgress<ActionResult>
{
    // What goes to one device at a time is told as a number, unless it went wrong.
    private static readonly string[] Counted = ["syncDevice", "notify"];

    private readonly Terminal _terminal;
    private readonly OutputFormat _format;
    private readonly bool _whatIf;
    private readonly TenantEndpoints _endpoints;
    private readonly List<ActionResult> _all = [];
    private readonly SortedDictionary<(int Ring, string Kind), int> _counts = [];

    private ActionPrinter(Terminal terminal, OutputFormat format, bool whatIf, TenantEndpoints endpoints) =>
        (_terminal, _format, _whatIf, _endpoints) = (terminal, format, whatIf, endpoints);

    /// <summary>Runs a plan and prints as it goes.</summary>
    public static async Task<ExitStatus> RunAsync(
        Terminal terminal, OutputFormat format, bool whatIf, TenantEndpoints endpoints, Func<IProgress<ActionResult>, Task<RunResult>> run, CancellationToken cancellation)
    {
        var printer = new ActionPrinter(terminal, format, whatIf, endpoints);
        try
        {
            var result = await run(printer).ConfigureAwait(false);
            await printer.EndAsync(result, cancellation).ConfigureAwait(false);
            return StatusOf(result);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync(whatIf
                ? "Cancelled; nothing was sent."
                : "Cancelled; what was sent stands in the journal, and the same command goes on from there.").ConfigureAwait(false);
            return ExitStatus.Cancelled;
        }
    }

    /// <inheritdoc/>
    public void Report(ActionResult value)
    {
        if (_format == OutputFormat.Json)
        {
            _all.Add(value);
        }
        else if (_format == OutputFormat.Ndjson)
        {
            _terminal.Out.WriteLine(RunJson.Line(value));
            _terminal.Out.Flush();
        }
        else if (_whatIf)
        {
            PrintRequests(value);
        }
        else
        {
            Print(value);
        }
    }

    private void Print(ActionResult action)
    {
        if (Counted.Contains(action.Kind) && action.Outcome is ActionOutcome.Done or ActionOutcome.AlreadyDone)
        {
            _counts[(action.Ring, action.Kind)] = _counts.GetValueOrDefault((action.Ring, action.Kind)) + 1;
            return;
        }

        _terminal.Out.WriteLine(Tables.Printable($"{Mark(action.Outcome)} {action.Action}  ring {action.Ring}  {action.Kind}  {action.Target}: {action.Sentence}"));
        foreach (var device in action.LeftOut)
            _terminal.Out.WriteLine(Tables.Printable($"    left out {device.Id}: {device.Sentence}"));
        _terminal.Out.Flush();
    }

    private void PrintRequests(ActionResult action)
    {
        // Of what would be sent the sentence tells how it ends, which nobody knows yet.
        var why = action.Outcome is null ? "" : $": {action.Sentence}";
        _terminal.Out.WriteLine(Tables.Printable($"# {action.Action} ring {action.Ring} {action.Kind} {action.Target}{why}"));
        foreach (var device in action.LeftOut)
            _terminal.Out.WriteLine(Tables.Printable($"# left out {device.Id}: {device.Sentence}"));
        foreach (var request in action.Requests)
        {
            var service = request.Service == "defender" ? _endpoints.Defender : _endpoints.Graph;
            _terminal.Out.WriteLine($"{request.Method} {service.AbsoluteUri.TrimEnd('/')}{request.Path}");
            if (request.Body is { } body)
                _terminal.Out.WriteLine(body);
        }

        _terminal.Out.WriteLine();
    }

    private async Task EndAsync(RunResult result, CancellationToken cancellation)
    {
        foreach (var ((ring, kind), count) in _counts)
            await _terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"✓ ring {ring}  {kind}  × {count:N0}")).ConfigureAwait(false);
        if (_format == OutputFormat.Json)
            await Records.WriteOneAsync(writer => RunJson.Write(writer, result, _all), _terminal, cancellation).ConfigureAwait(false);
        foreach (var finding in result.Verdict.Findings)
            await _terminal.Error.WriteLineAsync(finding.Sentence).ConfigureAwait(false);
        if (result.Verdict.Allows)
            await _terminal.Error.WriteLineAsync(RunSentence.Of(result, _whatIf)).ConfigureAwait(false);
    }

    private static ExitStatus StatusOf(RunResult result)
    {
        if (!result.Verdict.Allows)
            return ExitStatus.Unusable;
        if (result.Stopped is not null || result.Outcomes.ContainsKey(ActionOutcome.Failed) || result.Outcomes.ContainsKey(ActionOutcome.Unknown))
            return ExitStatus.Failed;
        return result.Outcomes.ContainsKey(ActionOutcome.PendingApproval) ? ExitStatus.Incomplete : ExitStatus.Done;
    }

    private static string Mark(ActionOutcome? outcome) => outcome switch
    {
        ActionOutcome.Done => "✓ done           ",
        ActionOutcome.AlreadyDone => "✓ so already     ",
        ActionOutcome.PendingApproval => "… waits          ",
        ActionOutcome.Skipped => "– skipped        ",
        ActionOutcome.Failed => "✗ failed         ",
        ActionOutcome.Unknown => "? not known      ",
        _ => "  would be sent  ",
    };
}
