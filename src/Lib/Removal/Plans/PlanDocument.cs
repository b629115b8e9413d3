using System.Globalization;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Removal.Plans;

/// <summary>A plan as a document to read before approving it, in Markdown.</summary>
public sealed class PlanDocument
{
    private readonly RemovalPlan _plan;
    private readonly PlanText _text;
    private readonly string _language;
    private readonly Dictionary<string, Control> _controls;
    private readonly List<string> _lines = [];

    private PlanDocument(RemovalPlan plan, RemedyMatrix remedies, string language)
    {
        (_plan, _text, _language) = (plan, new PlanText(language), language);
        _controls = remedies.Controls.ToDictionary(control => control.Id, StringComparer.Ordinal);
    }

    /// <summary>Writes it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="remedies">The remedies, for the words of its controls.</param>
    /// <param name="language"><c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>.</param>
    /// <returns>Its lines.</returns>
    public static IReadOnlyList<string> Lines(RemovalPlan plan, RemedyMatrix remedies, string language)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(remedies);
        ArgumentNullException.ThrowIfNull(language);
        var document = new PlanDocument(plan, remedies, language);
        document.Write();
        return document._lines;
    }

    private void Write()
    {
        _lines.Add("# " + _text.Format(_plan.Block is null ? "Title" : "BlockTitle", _plan.Id));
        _lines.Add("");
        _lines.Add(_text.Get("NotApplied"));
        WriteHead();
        WriteReach();
        WriteControls();
        WriteDevices();
        WriteActions();
        WriteLeftOut();
        if (_plan.Notices.Count > 0)
            Section("Notices", _text.Format("NoticesSentence", Number(_plan.Notices.Count)));
    }

    private void WriteHead()
    {
        _lines.Add("");
        Fact("Authority", _plan.Authority ?? _text.Get("NotKnown"));
        Fact("Tenant", _plan.Tenant);
        Fact("Author", _plan.Author);
        Fact("Made", Time(_plan.CreatedAt));
        Fact("Expires", Time(_plan.ExpiresAt));
        if (_plan.Scan is { } scan)
            Fact("Scan", $"{scan.Id}, {Time(scan.FinishedAt)}");
        Fact("Directive", $"{_plan.Directive.Id} ({_plan.Directive.Hash[..Math.Min(12, _plan.Directive.Hash.Length)]})");
        Fact("Catalogue", _plan.Catalogue.Version);
        Fact("Hash", _plan.Hash);
    }

    private void WriteReach()
    {
        if (_plan.Block is { } block)
        {
            WriteBlock(block);
            return;
        }

        var reach = _plan.BlastRadius;
        Section("Reach", _text.Format("ReachSentence", Number(reach.Devices), Number(reach.People), (reach.Share * 100).ToString("0.##", CultureInfo.InvariantCulture), reach.Fleet.ToString("N0", CultureInfo.InvariantCulture)));
        if (reach.TenantWide)
            _lines.Add(_text.Format("TenantWide", Number(reach.AlsoReached)));
        if (_plan.Scan?.Incomplete is { Count: > 0 } incomplete)
            _lines.Add(_text.Format("Incomplete", string.Join(", ", incomplete)));
        if (_plan.Actions.Count == 0)
            _lines.Add(_text.Get("Nothing"));
        Table(["Ring", "Devices", "Platform"], _plan.Rings.Select(ring => new[]
        {
            ring.Number.ToString(CultureInfo.InvariantCulture) + (ring.Canary ? $" ({_text.Get("Canary")})" : ring.Devices == 0 ? $" ({_text.Get("WholeTenant")})" : ""),
            Number(ring.Devices),
            string.Join(", ", ring.ByPlatform.Select(pair => $"{PlatformNames.Of(pair.Key)} {Number(pair.Value)}")),
        }));
        Table(["Organisation", "Devices"], reach.ByOrganisation.Select(pair => new[] { pair.Key.Length == 0 ? _text.Get("NotKnown") : pair.Key, Number(pair.Value) }));
    }

    private void WriteBlock(PlanBlock block)
    {
        Section("Reach");
        if (block.Group is { } group)
            _lines.Add(_text.Format("BlockGroup", Cell(group.Name), Number(group.Devices), Number(group.People), Number(group.Excepted)));
        if (block.Except is { } except)
            _lines.Add(_text.Format("BlockExcept", Cell(except.Name), Number(except.Devices), Number(except.People)));
        if (_plan.BlastRadius.TenantWide)
            _lines.Add(_text.Get("BlockTenantWide"));
        if (block.Exchange is { } scripts)
            _lines.Add(_text.Format("BlockExchange", Number(scripts.Senders), scripts.Sha256));
        if (_plan.Actions.Count == 0)
            _lines.Add(_text.Get("Nothing"));
        if (block.NotPlanned.Count > 0)
            Section("NotPlanned", [.. block.NotPlanned.Select(sentence => "- " + Cell(sentence))]);
        if (block.ForPeople.Count > 0)
            Section("ForPeople");
        Table(["Target", "Number", "Reason"], block.ForPeople.Select(one => new[] { one.Name, one.AppId, one.Why }));
    }

    private void WriteControls()
    {
        var used = _plan.Actions.Select(action => action.Control).OfType<string>().Distinct().Select(id => _controls.GetValueOrDefault(id)).OfType<Control>().ToList();
        if (used.Count == 0)
            return;
        Section("Done");
        Table(["Control", _plan.Block is null ? "Devices" : "Reaches", "Achieves", "Needs", "LeftToPerson", "Undo"], used.Select(control => new[]
        {
            control.Title.In(_language),
            control.TenantWide ? _text.Get("WholeTenant") : _plan.Block?.Group is { } group ? group.Name : Number(_plan.BlastRadius.ByControl.GetValueOrDefault(control.Id)),
            control.Achieves.Count == 0 ? _text.Get("Hastens") : string.Join(", ", control.Achieves.Select(effect => _text.Get(Words.Camel(effect.ToString())))),
            control.Licence + "; " + string.Join(", ", control.Permissions) + (control.Beta ? "; beta" : ""),
            control.Left.In(_language),
            control.Undo.In(_language),
        }));
    }

    // Whoever approves must see whom it hits, each of them.
    private void WriteDevices()
    {
        if (_plan.Devices.Count == 0)
            return;
        var (names, controls) = (PlannedNames.ByDevice(_plan), PlannedControls.ByDevice(_plan));
        Section("DevicesListed", _text.Get("DevicesSentence"));
        Table(["Ring", "Device", "Platform", "Person", "Organisation", "Applications", "Controls"], _plan.Devices.OrderBy(device => device.Ring).Select(device => new[]
        {
            device.Ring.ToString(CultureInfo.InvariantCulture),
            names[device.Id],
            PlatformNames.Of(device.Platform),
            device.User ?? _text.Get("NotKnown"),
            string.IsNullOrEmpty(device.Organisation) ? _text.Get("NotKnown") : device.Organisation,
            string.Join(", ", device.Applications.Select(application => application.Id)),
            string.Join("; ", controls[device.Id].Select(id => _controls.GetValueOrDefault(id)?.Title.In(_language) ?? id)),
        }));
    }

    private void WriteActions()
    {
        if (_plan.Actions.Count == 0)
            return;
        Section("Actions");
        Table(["Action", "Ring", "Kind", "Target", _plan.Block is null ? "Devices" : "Reaches"], ActionRows.Of(_plan, Reached));
    }

    // The ids of what reaches everybody are not devices.
    private string? Reached(PlanAction action) => action.Target.Kind is "tenant" or "servicePrincipal" or "grant" ? _text.Get("WholeTenant")
        : _plan.Block?.Group?.Name;

    private void WriteLeftOut()
    {
        if (_plan.LeftOut.Count == 0)
            return;
        Section("LeftOut");
        Table(["Reason", "Cases"], _plan.LeftOut.GroupBy(left => left.Reason).OrderBy(group => group.Key).Select(group => new[] { _text.Reason(group.Key), Number(group.Count()) }));
        var open = _plan.LeftOut.Where(left => left.Verdict is Verdict.Violation or Verdict.RemoveBy or Verdict.Block).ToList();
        Table(["Cases", "Devices", "Reason"], open.Select(left => new[] { $"{left.Verdict} {left.Application} {left.Exposure}", left.Device ?? "", _text.Reason(left.Reason) }));
    }

    private void Section(string title, params string[] paragraphs)
    {
        _lines.Add("");
        _lines.Add("## " + _text.Get(title));
        _lines.Add("");
        _lines.AddRange(paragraphs);
    }

    private void Table(string[] columns, IEnumerable<string[]> rows)
    {
        var lines = rows.Select(row => "| " + string.Join(" | ", row.Select(Cell)) + " |").ToList();
        if (lines.Count == 0)
            return;
        if (_lines[^1].Length > 0)
            _lines.Add("");
        _lines.Add("| " + string.Join(" | ", columns.Select(_text.Get)) + " |");
        _lines.Add("|" + string.Concat(columns.Select(_ => "---|")));
        _lines.AddRange(lines);
        _lines.Add("");
    }

    private void Fact(string key, string value) => _lines.Add($"- {_text.Get(key)}: {Cell(value)}");

    // A name from outside must not end a cell, or begin markup of its own.
    private static string Cell(string text) => string.Concat(text.Select(letter => letter switch
    {
        '|' or '<' or '>' or '`' or '[' or ']' or '*' or '\\' => "\\" + letter,
        _ when char.IsControl(letter) => " ",
        _ => letter.ToString(),
    }));

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
