namespace TikTokBan.Sources.Exports;

/// <summary>One sort of table that portals and cmdlets export: how it is recognised and what a row of it says. Holds no state.</summary>
internal abstract class Shape
{
    /// <summary>The kind of source it belongs to.</summary>
    public abstract SourceDescriptor Descriptor { get; }

    /// <summary>Its name, in lower case: what a capture calls its rows, so that they are known again even where there are none.</summary>
    public string RowsName => GetType().Name.ToLowerInvariant();

    /// <summary>The columns it reads, each with its other names after <c>|</c>, in the form that <see cref="Header.Normal"/> gives.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Columns the values of which alone decide whether a row is of interest. None: every row is. Rows that aren't may not be mapped at all, so their times are not seen, but for some at the beginning and end of each block.</summary>
    public virtual IReadOnlyList<int> Decisive => [];

    /// <summary>Whether dates with slashes have the day first unless the header says otherwise.</summary>
    public virtual DateOrder DateOrder => DateOrder.Unknown;

    /// <summary>Whether rows are joined to the directory's applications, which must then be read before.</summary>
    public virtual bool NeedsApplications => false;

    /// <summary>Whether a table with this header is of this shape.</summary>
    public abstract bool Fits(Header header);

    /// <summary>Whether <see cref="Map"/> would add anything; asked once per distinct value of <see cref="Decisive"/>.</summary>
    public virtual bool IsOfInterest(Row row, Sink sink) => true;

    /// <summary>Adds what a row says.</summary>
    /// <returns>Null, or one sentence that says why the row cannot be used.</returns>
    public abstract string? Map(Row row, Sink sink);
}
