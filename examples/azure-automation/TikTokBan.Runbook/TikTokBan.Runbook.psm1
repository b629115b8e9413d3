#Requires -Version 7.4
# What a runbook needs beside TikTokBan. A sandbox has no disk that outlasts the job, is restarted from the top, is shared with
# other jobs, and is ended after three hours. Files are kept in one container of a storage account, through its plain REST
# interface and the managed identity's own token, so that no other module is loaded.

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# A bar for each megabyte would fill the job's log.
$ProgressPreference = 'SilentlyContinue'

$script:Tokens = @{}

function Open-BanStore {
    <#
    .SYNOPSIS
        Names the container that files are kept in: https://ACCOUNT.blob.core.windows.net/CONTAINER
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory)] [uri] $Uri,

        # Client id of a user-assigned managed identity; without it, the account's own.
        [string] $ClientId
    )

    if (-not $Uri.IsAbsoluteUri -or ($Uri.Scheme -ne 'https' -and -not $Uri.IsLoopback)) {
        throw "The store is a container's address, https://ACCOUNT.blob.core.windows.net/CONTAINER, and '$Uri' is none."
    }
    [pscustomobject]@{ Uri = $Uri.AbsoluteUri.TrimEnd('/'); ClientId = $ClientId; Lease = $null }
}

function Get-StoreToken($Store) {
    $known = $script:Tokens[$Store.ClientId]
    if ($known -and [datetimeoffset]::UtcNow -lt $known.Until) { return $known.Text }
    if (-not $env:IDENTITY_ENDPOINT) { throw 'There is no managed identity here (IDENTITY_ENDPOINT is not set): switch on the identity of the Automation account.' }
    $mark = $env:IDENTITY_ENDPOINT.Contains('?') ? '&' : '?'
    $address = "$env:IDENTITY_ENDPOINT${mark}api-version=2019-08-01&resource=https%3A%2F%2Fstorage.azure.com"
    if ($Store.ClientId) { $address += "&client_id=$([uri]::EscapeDataString($Store.ClientId))" }
    $answer = Invoke-RestMethod -Uri $address -Headers @{ 'X-IDENTITY-HEADER' = $env:IDENTITY_HEADER; Metadata = 'true' } -Verbose:$false
    $script:Tokens[$Store.ClientId] = @{ Text = $answer.access_token; Until = [datetimeoffset]::UtcNow.AddMinutes(10) }
    $answer.access_token
}

function Invoke-StoreRequest {
    param($Store, [string] $Method, [string] $Name, [hashtable] $Header = @{}, [string] $InFile, [string] $OutFile, [int[]] $Expected)

    for ($attempt = 1; ; $attempt++) {
        $request = @{
            Uri                = "$($Store.Uri)/$Name".TrimEnd('/')
            Method             = $Method
            Headers            = $Header + @{ Authorization = "Bearer $(Get-StoreToken $Store)"; 'x-ms-version' = '2023-11-03' }
            SkipHttpErrorCheck = $true
            MaximumRedirection = 0
            TimeoutSec         = 900
            Verbose            = $false
        }
        if ($InFile) { $request += @{ InFile = $InFile; ContentType = 'application/octet-stream' } }
        if ($OutFile) { $request += @{ OutFile = $OutFile; PassThru = $true } }
        try {
            $answer = Invoke-WebRequest @request
            $status = [int] $answer.StatusCode
        }
        catch [Net.Http.HttpRequestException], [IO.IOException], [OperationCanceledException] {
            $status = 0
        }
        if ($status -in $Expected) { return @{ Status = $status; Answer = $answer } }
        if ($status -eq 401) { $script:Tokens.Remove($Store.ClientId) }
        if ($attempt -ge 5 -or $status -notin 0, 401, 408, 429, 500, 502, 503, 504) {
            $code = $status -eq 0 ? 'no answer' : "$status $($answer.Headers['x-ms-error-code'] -join '')".Trim()
            $hint = $status -eq 403 ? '; give the identity the role Storage Blob Data Contributor on the container' : ''
            throw "Storage did not do $Method of $($Name.Split('?')[0]): $code$hint."
        }
        Start-Sleep -Seconds ([Math]::Pow(2, $attempt - 1))
    }
}

function Get-Address([string] $Name) { [uri]::EscapeDataString($Name) }

function Receive-BanFile {
    <#
    .SYNOPSIS
        Fetches a file of the store. Gives false, and leaves the path alone, where the store has none of that name.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param([Parameter(Mandatory)] $Store, [Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [string] $Path)

    $whole = "$Path.part"
    $got = Invoke-StoreRequest -Store $Store -Method GET -Name (Get-Address $Name) -OutFile $whole -Expected 200, 404
    if ($got.Status -eq 404) {
        Remove-Item -LiteralPath $whole -ErrorAction Ignore
        return $false
    }
    Move-Item -LiteralPath $whole -Destination $Path -Force
    $true
}

function Send-BanFile {
    <#
    .SYNOPSIS
        Puts a file into the store, whole or not at all; only while this run still holds the store.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Store, [Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [string] $Path)

    if ($Store.Lease) {
        $held = Invoke-StoreRequest -Store $Store -Method PUT -Name 'run.lock?comp=lease' -Header @{ 'x-ms-lease-action' = 'renew'; 'x-ms-lease-id' = $Store.Lease } -Expected 200, 409, 412
        if ($held.Status -ne 200) { throw 'Another run has taken the store over, so this one puts nothing there any more.' }
    }
    $null = Invoke-StoreRequest -Store $Store -Method PUT -Name (Get-Address $Name) -InFile $Path -Header @{ 'x-ms-blob-type' = 'BlockBlob' } -Expected 201
}

function Remove-BanFile {
    <#
    .SYNOPSIS
        Takes a file out of the store, if it is there.
    #>
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)] $Store, [Parameter(Mandatory)] [string] $Name)

    if ($PSCmdlet.ShouldProcess($Name, 'Take out of the store')) {
        $null = Invoke-StoreRequest -Store $Store -Method DELETE -Name (Get-Address $Name) -Expected 202, 404
    }
}

function Get-BanFile {
    <#
    .SYNOPSIS
        Names of the files in the store that begin so.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param([Parameter(Mandatory)] $Store, [string] $Prefix)

    $next = ''
    for ($page = 0; $page -lt 1000; $page++) {
        $got = Invoke-StoreRequest -Store $Store -Method GET -Name "?restype=container&comp=list&prefix=$(Get-Address $Prefix)$next" -Expected 200
        $list = [xml] $got.Answer.Content.TrimStart([char] 0xFEFF)
        $list.SelectNodes('//Blob/Name').ForEach({ $_.InnerText })
        $marker = $list.SelectSingleNode('//NextMarker')
        if (-not $marker -or -not $marker.InnerText) { return }
        $next = "&marker=$(Get-Address $marker.InnerText)"
    }
}

function Receive-BanFolder {
    <#
    .SYNOPSIS
        Fetches a folder that lies in the store as a zip file. Gives false where there is none.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param([Parameter(Mandatory)] $Store, [Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [string] $Path)

    if (-not (Receive-BanFile -Store $Store -Name $Name -Path "$Path.zip")) { return $false }
    [IO.Compression.ZipFile]::ExtractToDirectory("$Path.zip", $Path)
    Remove-Item -LiteralPath "$Path.zip"
    $true
}

function Send-BanFolder {
    <#
    .SYNOPSIS
        Puts a folder into the store as a zip file.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Store, [Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [string] $Path)

    Remove-Item -LiteralPath "$Path.zip" -ErrorAction Ignore
    [IO.Compression.ZipFile]::CreateFromDirectory($Path, "$Path.zip")
    try { Send-BanFile -Store $Store -Name $Name -Path "$Path.zip" }
    finally { Remove-Item -LiteralPath "$Path.zip" }
}

function Receive-BanRecord {
    <#
    .SYNOPSIS
        Reads a small JSON file of the store; nothing where there is none.
    #>
    [CmdletBinding()]
    [OutputType([hashtable])]
    param([Parameter(Mandatory)] $Store, [Parameter(Mandatory)] [string] $Name)

    $file = [IO.Path]::GetTempFileName()
    try {
        if (Receive-BanFile -Store $Store -Name $Name -Path $file) { Get-Content -LiteralPath $file -Raw | ConvertFrom-Json -AsHashtable -ErrorAction Stop }
    }
    finally { Remove-Item -LiteralPath $file -ErrorAction Ignore }
}

function Send-BanRecord {
    <#
    .SYNOPSIS
        Writes a small JSON file of the store.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Store, [Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [Collections.IDictionary] $Record)

    $file = [IO.Path]::GetTempFileName()
    try {
        ConvertTo-Json $Record -Depth 5 | Set-Content -LiteralPath $file -NoNewline
        Send-BanFile -Store $Store -Name $Name -Path $file
    }
    finally { Remove-Item -LiteralPath $file -ErrorAction Ignore }
}

function Enter-BanRun {
    <#
    .SYNOPSIS
        Takes the store for one run. Two runs with one ledger would each undo what the other wrote.
    .DESCRIPTION
        The lock is a lease on the file run.lock, under the job's own id: a job that the service restarts from the top has the same
        id, and so has its lock back at once. What another job left behind counts as abandoned when no job can run that long.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] $Store,
        [Parameter(Mandatory)] [guid] $Job,
        [timespan] $AbandonedAfter = '03:30:00'
    )

    $Store.Lease = $null
    $acquire = @{ 'x-ms-lease-action' = 'acquire'; 'x-ms-lease-duration' = '-1'; 'x-ms-proposed-lease-id' = "$Job" }
    $file = [IO.Path]::GetTempFileName()
    try {
        # Written before the lease is taken, so that nobody who finds it taken takes it for an old one.
        ConvertTo-Json @{ job = "$Job"; since = [datetimeoffset]::UtcNow.ToString('o') } | Set-Content -LiteralPath $file -NoNewline
        $null = Invoke-StoreRequest -Store $Store -Method PUT -Name 'run.lock' -InFile $file -Header @{ 'x-ms-blob-type' = 'BlockBlob' } -Expected 201, 412
        if ((Invoke-StoreRequest -Store $Store -Method PUT -Name 'run.lock?comp=lease' -Header $acquire -Expected 201, 409).Status -eq 409) {
            $other = Receive-BanRecord $Store 'run.lock'
            $since = [datetimeoffset] $other.since
            if ([datetimeoffset]::UtcNow - $since -lt $AbandonedAfter) { throw "Job $($other.job) works on this store since $($since.ToString('u')); nothing was done." }
            Write-Warning "Job $($other.job) has held this store since $($since.ToString('u')) and can't be running any more; it is taken over."
            $null = Invoke-StoreRequest -Store $Store -Method PUT -Name 'run.lock?comp=lease' -Header @{ 'x-ms-lease-action' = 'break'; 'x-ms-lease-break-period' = '0' } -Expected 202
            if ((Invoke-StoreRequest -Store $Store -Method PUT -Name 'run.lock?comp=lease' -Header $acquire -Expected 201, 409).Status -eq 409) { throw 'Another job was faster to take this store; nothing was done.' }
        }
        $null = Invoke-StoreRequest -Store $Store -Method PUT -Name 'run.lock' -InFile $file -Header @{ 'x-ms-blob-type' = 'BlockBlob'; 'x-ms-lease-id' = "$Job" } -Expected 201
        $Store.Lease = "$Job"
    }
    finally { Remove-Item -LiteralPath $file -ErrorAction Ignore }
}

function Exit-BanRun {
    <#
    .SYNOPSIS
        Gives the store free for the next run.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Store)

    if (-not $Store.Lease) { return }
    $null = Invoke-StoreRequest -Store $Store -Method PUT -Name 'run.lock?comp=lease' -Header @{ 'x-ms-lease-action' = 'release'; 'x-ms-lease-id' = $Store.Lease } -Expected 200, 409, 412
    $Store.Lease = $null
}

function Invoke-BanWork {
    <#
    .SYNOPSIS
        Does some work in a runspace of its own, passes on what it says, and stops it in good order when its time is over.
    .DESCRIPTION
        In this process, as a sandbox starts no other. Sessions with a tenant belong to a runspace, so those of the work end with it
        and no other job's are touched.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [scriptblock] $Work,
        [Parameter(Mandatory)] [hashtable] $Argument,
        [Parameter(Mandatory)] [datetimeoffset] $Until
    )

    $shell = [powershell]::Create()
    $output = [Management.Automation.PSDataCollection[psobject]]::new()
    $pass = {
        $output.ReadAll()
        $shell.Streams.Warning.ReadAll().ForEach({ Write-Warning $_.Message })
        $shell.Streams.Information.ReadAll().ForEach({ Write-Information $_.MessageData -InformationAction Continue })
        $shell.Streams.Verbose.ReadAll().ForEach({ Write-Verbose $_.Message })
        $shell.Streams.Error.ReadAll().ForEach({ Write-Error -Message "$($_.Exception.Message)" -ErrorId $_.FullyQualifiedErrorId -ErrorAction Continue })
    }
    try {
        # Of what the caller's runspace is asked, only the environment comes along.
        $null = $shell.AddScript($Work.ToString()).AddParameters($Argument)
        $nothing = [Management.Automation.PSDataCollection[psobject]]::new()
        $nothing.Complete()
        $running = $shell.BeginInvoke($nothing, $output)
        while (-not $running.AsyncWaitHandle.WaitOne(250)) {
            . $pass
            if ([datetimeoffset]::UtcNow -ge $Until) {
                $shell.Stop()
                . $pass
                throw [TimeoutException]::new('The time for this run is over, so it was stopped. What it had finished is in the store; the next run goes on from there.')
            }
        }
        try { $null = $shell.EndInvoke($running) }
        catch [Management.Automation.MethodInvocationException] {
            # What the work threw, without the words about how it was called.
            $thrown = $_.Exception.InnerException
            throw ($thrown -is [Management.Automation.ActionPreferenceStopException] ? $thrown.ErrorRecord.Exception : $thrown)
        }
        finally { . $pass }
    }
    finally { $shell.Dispose() }
}
