# Authenticode signatures and a signed catalogue of all files. Dot-sourced by build.ps1.

function Assert-CanSign([Security.Cryptography.X509Certificates.X509Certificate2] $Certificate) {
    if (-not $IsWindows) {
        throw "Signing needs Windows, where Set-AuthenticodeSignature and New-FileCatalog are: run build.ps1 there with -SigningCertificate, or here without."
    }
    if (-not $Certificate.HasPrivateKey) { throw "The certificate $($Certificate.Thumbprint) has no private key here: choose one that can sign." }
    if ($Certificate.EnhancedKeyUsageList -and '1.3.6.1.5.5.7.3.3' -notin $Certificate.EnhancedKeyUsageList.ObjectId) {
        throw "The certificate $($Certificate.Thumbprint) isn't for code signing: choose one that is."
    }
}

# Our own files, and those of others that come without a signature; a signature of theirs stays what it is.
function Add-FileSignature([string] $Module, [Security.Cryptography.X509Certificates.X509Certificate2] $Certificate, [uri] $TimestampServer) {
    Get-ChildItem $Module -Recurse -File | Where-Object Extension -In '.psd1', '.psm1', '.ps1', '.ps1xml', '.dll' | ForEach-Object {
        if ((Get-AuthenticodeSignature -LiteralPath $_.FullName).Status -ne 'Valid') { Write-Signature $_.FullName $Certificate $TimestampServer }
    }
}

function Add-SignedCatalogue([string] $Module, [Security.Cryptography.X509Certificates.X509Certificate2] $Certificate, [uri] $TimestampServer) {
    $catalogue = Join-Path $Module 'TikTokBan.cat'
    $null = New-FileCatalog -Path $Module -CatalogFilePath $catalogue -CatalogVersion 2.0
    Write-Signature $catalogue $Certificate $TimestampServer
}

function Write-Signature([string] $Path, [Security.Cryptography.X509Certificates.X509Certificate2] $Certificate, [uri] $TimestampServer) {
    $how = @{ LiteralPath = $Path; Certificate = $Certificate; HashAlgorithm = 'SHA256'; IncludeChain = 'NotRoot' }
    if ($TimestampServer) { $how.TimestampServer = $TimestampServer }
    $signed = Set-AuthenticodeSignature @how
    if ($signed.Status -ne 'Valid') { throw "$Path was not signed: $($signed.StatusMessage)" }
}
