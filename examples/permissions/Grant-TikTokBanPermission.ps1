#Requires -Version 7.4
#Requires -Modules TikTokBan
<#
.SYNOPSIS
    Grants an application or a managed identity exactly the permissions that the sources you choose need.
.DESCRIPTION
    Says what is held, missing and unwanted. Grants what is missing with -Grant, and takes back what is unwanted with -Remove; each
    is asked about, or agreed to with -Confirm:$false. Run it as often as you like.

    What is needed comes from Test-TikTokBanAccess -List, and the ids of permissions from the tenant. It uses plain calls of
    Microsoft Graph with a token that you have, and no other module. The token is that of a Privileged Role Administrator, with
    Application.Read.All to look, AppRoleAssignment.ReadWrite.All to grant, and Application.ReadWrite.All where the service
    principal of message trace has to be made:

        $token = Get-AzAccessToken -ResourceTypeName MSGraph -AsSecureString      # or az account get-access-token, or Graph Explorer

    Unwanted is every permission of Microsoft Graph and Defender that the identity holds and that what you chose doesn't need. Take
    nothing back from an identity that serves something else as well.
.EXAMPLE
    ./Grant-TikTokBanPermission.ps1 -ClientId 716c0000-0000-4000-8000-0000000000c1 -AccessToken $token.Token

    Shows what the identity holds and lacks for scanning. Nothing is changed.
.EXAMPLE
    ./Grant-TikTokBanPermission.ps1 -ClientId 716c0000-0000-4000-8000-0000000000c1 -AccessToken $token.Token -For Read, Publish -Grant -WhatIf
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory, HelpMessage = 'Client id of the application or managed identity.')]
    [guid] $ClientId,

    [Parameter(Mandatory, HelpMessage = 'A token for Microsoft Graph.')]
    [securestring] $AccessToken,

    [Parameter(HelpMessage = 'What for: Read to scan, Apply to carry plans out as well, Publish to hand reports over.')]
    [ValidateSet('Read', 'Apply', 'Publish')]
    [string[]] $For = 'Read',

    [Parameter(HelpMessage = 'Only these kinds of source, such as mdm.inventory; without it, all that need not be named.')]
    [string[]] $Source,

    [Parameter(HelpMessage = 'Grants what is missing.')]
    [switch] $Grant,

    [Parameter(HelpMessage = 'Takes back what is held and not needed.')]
    [switch] $Remove,

    [Parameter(HelpMessage = 'Microsoft Graph of a national cloud.')]
    [uri] $GraphEndpoint = 'https://graph.microsoft.com'
)

$ErrorActionPreference = 'Stop'
if ($GraphEndpoint.Scheme -ne 'https' -and -not $GraphEndpoint.IsLoopback) { throw 'A token is sent over https only.' }

$usual = @{ Authentication = 'Bearer'; Token = $AccessToken; AllowUnencryptedAuthentication = $GraphEndpoint.IsLoopback; SkipHttpErrorCheck = $true; Verbose = $false }

function Invoke-Graph([string] $Method, [string] $Path, [hashtable] $Body) {
    $address = [uri]::IsWellFormedUriString($Path, 'Absolute') ? $Path : "$($GraphEndpoint.AbsoluteUri.TrimEnd('/'))/v1.0/$Path"
    if (([uri] $address).Authority -ne $GraphEndpoint.Authority) { throw 'Microsoft Graph names a page on another host; it is not followed.' }
    $request = $usual + @{ Method = $Method; Uri = $address; StatusCodeVariable = 'status' }
    if ($Body) { $request += @{ Body = ConvertTo-Json $Body; ContentType = 'application/json' } }
    for ($attempt = 1; ; $attempt++) {
        $answer = Invoke-RestMethod @request
        if ($status -lt 300) { return $answer }
        if ($attempt -ge 5 -or $status -notin 429, 503, 504) { throw "Microsoft Graph refused $Method $($Path.Split('?')[0]) with ${status}: $($answer.error.message)" }
        Start-Sleep -Seconds (2 * $attempt)
    }
}

function Get-Page([string] $Path) {
    for ($page = 0; $Path -and $page -lt 1000; $page++) {
        $answer = Invoke-Graph -Method GET -Path $Path
        $answer.value
        $Path = $answer.'@odata.nextLink'
    }
}

function Find-Principal([string] $AppId, [string] $Select) {
    Get-Page "servicePrincipals?`$filter=appId eq '$AppId'&`$select=$Select" | Select-Object -First 1
}

$needs = @($For | Select-Object -Unique | ForEach-Object {
        $listed = @{ List = $true; For = $_ }
        # Of the sources that were named, each purpose knows its own; one that none knows is said below.
        if ($Source) {
            $known = (Test-TikTokBanAccess @listed).Sources | Select-Object -Unique
            $mine = @($Source.Where({ $_ -in $known }))
            if ($mine) { Test-TikTokBanAccess @listed -Source $mine }
        }
        else { Test-TikTokBanAccess @listed | Where-Object { -not $_.IsOptional } }
    })
$unknown = @($Source | Where-Object { $_ -and $_ -notin $needs.Sources })
if ($unknown) { throw "There is no source $($unknown -join ', ') for $($For -join ', '); Test-TikTokBanAccess -List names those there are." }

$principal = Find-Principal "$ClientId" 'id,displayName'
if (-not $principal) { throw "The tenant has no application or managed identity with the client id ${ClientId}." }

# By their names, so that the ids are those of the tenant's cloud. Defender for Endpoint has permissions of its own.
$graph = Find-Principal '00000003-0000-0000-c000-000000000000' 'id,displayName,appRoles'
$defender = Find-Principal 'fc780465-2017-40d4-a0c5-307022471b92' 'id,displayName,appRoles'
$roles = foreach ($service in @($graph, $defender).Where({ $_ })) {
    foreach ($role in $service.appRoles.Where({ $_.allowedMemberTypes -contains 'Application' })) {
        [pscustomobject]@{ Permission = $role.value; RoleId = $role.id; Resource = $service.displayName; ResourceId = $service.id }
    }
}
$held = @(Get-Page "servicePrincipals/$($principal.id)/appRoleAssignments" | Where-Object { $_.resourceId -in $graph.id, $defender.id })

function Write-State($Role, [string] $Permission, [string] $State, $Sources) {
    [pscustomobject]@{ Permission = $Permission; Resource = $Role.Resource; State = $State; Sources = @($Sources | Select-Object -Unique) }
}

foreach ($permission in $needs.Permission | Sort-Object -Unique) {
    $sources = $needs.Where({ $_.Permission -eq $permission }).Sources
    $role = $roles.Where({ $_.Permission -eq $permission }, 'First')[0]
    if (-not $role) { Write-State -Role $role -Permission $permission -State NotOffered -Sources $sources; Write-Warning "This tenant offers no application permission ${permission}: the service or its licence is not there." }
    elseif ($held.Where({ $_.appRoleId -eq $role.RoleId -and $_.resourceId -eq $role.ResourceId })) { Write-State -Role $role -Permission $permission -State Held -Sources $sources }
    elseif ($Grant -and $PSCmdlet.ShouldProcess("$($principal.displayName) ($ClientId)", "Grant $permission of $($role.Resource)")) {
        $null = Invoke-Graph -Method POST -Path "servicePrincipals/$($principal.id)/appRoleAssignments" -Body @{ principalId = $principal.id; resourceId = $role.ResourceId; appRoleId = $role.RoleId }
        Write-State -Role $role -Permission $permission -State Granted -Sources $sources
    }
    else { Write-State -Role $role -Permission $permission -State Missing -Sources $sources }
}

foreach ($assignment in $held) {
    $role = $roles.Where({ $_.RoleId -eq $assignment.appRoleId -and $_.ResourceId -eq $assignment.resourceId }, 'First')[0]
    if ($role.Permission -in $needs.Permission) { continue }
    $name = $role ? $role.Permission : $assignment.appRoleId
    if ($Remove -and $PSCmdlet.ShouldProcess("$($principal.displayName) ($ClientId)", "Take $name back")) {
        $null = Invoke-Graph -Method DELETE -Path "servicePrincipals/$($principal.id)/appRoleAssignments/$($assignment.id)"
        Write-State -Role $role -Permission $name -State Removed
    }
    else { Write-State -Role $role -Permission $name -State Unwanted }
}

# Message trace answers only once its own service principal is in the tenant; it takes up to a few hours from then on.
if ($needs.Sources -contains 'mail.trace' -and -not (Find-Principal '8bd644d1-64a1-4d4b-ae52-2e0cbf64e373' 'id')) {
    $made = $Grant -and $PSCmdlet.ShouldProcess('the tenant', 'Make the service principal of message trace')
    if ($made) { $null = Invoke-Graph -Method POST -Path servicePrincipals -Body @{ appId = '8bd644d1-64a1-4d4b-ae52-2e0cbf64e373' } }
    [pscustomobject]@{ Permission = 'service principal of message trace'; Resource = 'the tenant'; State = $made ? 'Granted' : 'Missing'; Sources = @('mail.trace') }
}
if ($needs.Permission -contains 'Sites.Selected') { Write-Warning 'Sites.Selected allows nothing by itself: grant the role on the one site as well, as docs/handover.md shows.' }
