namespace TikTokBan.Tenants.Access;

/// <summary>Whether one kind of source can be read, and what is missing.</summary>
public sealed record SourceAccess
{
    /// <summary>Id of the kind of source, such as <c>mdm.inventory</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The gravest state of the requests that it can't do without.</summary>
    public required AccessState State { get; init; }

    /// <summary>What is wrong and what to do about it; null where nothing is.</summary>
    public string? Problem { get; init; }

    /// <summary>Application permissions to grant so that it can be read. Any token of an application needs these.</summary>
    public required IReadOnlyList<string> MissingApplication { get; init; }

    /// <summary>Delegated permissions to grant so that it can be read, where a person signs in.</summary>
    public required IReadOnlyList<string> MissingDelegated { get; init; }

    /// <summary>Whether a scan reads it only when it is named.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether it serves to carry plans out, and not to scan.</summary>
    public bool IsForActing { get; init; }

    /// <summary>Each kind of request, in the order in which documentation lists them.</summary>
    public required IReadOnlyList<OperationAccess> Operations { get; init; }

    /// <summary>Whether there is nothing to be read there at all, as opposed to something that may not be read.</summary>
    public bool IsAbsent => State is AccessState.LicenceMissing or AccessState.NotSupportedInCloud;

    /// <summary>Whether a scan would end as incomplete for it.</summary>
    /// <param name="named">Whether it was asked for by name: then its absence counts too.</param>
    public bool Hinders(bool named) => State != AccessState.Readable && (named || !(IsOptional || IsAbsent));
}

/// <summary>Whether one kind of request is answered.</summary>
/// <param name="Operation">Its id, such as <c>directory.users.list</c>.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path below the endpoint, with its version.</param>
/// <param name="State">Whether it is answered.</param>
/// <param name="WasAsked">Whether the service was really asked; otherwise the token's permissions tell.</param>
/// <param name="IsOptional">Whether the source can be read without it, if less well.</param>
/// <param name="Permission">The permission to ask for, of the kind that the token holds.</param>
/// <param name="Problem">What is wrong; null where nothing is.</param>
public sealed record OperationAccess(
    string Operation,
    string Method,
    string Path,
    AccessState State,
    bool WasAsked,
    bool IsOptional,
    string? Permission,
    string? Problem)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}: {State}";
}
