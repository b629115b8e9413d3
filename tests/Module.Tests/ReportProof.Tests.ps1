#Requires -Version 7.4
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../artifacts/TikTokBan') -Force
    $samples = Join-Path $PSScriptRoot '../../samples/authority'
    $scan = Get-TikTokExposure -Exports $samples -AsOf 2023-04-02 -AsScan -WarningAction SilentlyContinue
    $key = [Security.Cryptography.RSA]::Create(2048)
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Made-up authority', $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $certificate = $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddDays(-1), [DateTimeOffset]::UtcNow.AddDays(30))
    $signer = Join-Path $TestDrive 'signer.pem'
    Set-Content $signer ($certificate.ExportCertificatePem() + "`n" + $key.ExportPkcs8PrivateKeyPem())
    $thumbprint = $certificate.GetCertHashString('SHA256')
}

Describe 'The proof of a report' {
    BeforeEach { $report = Join-Path $TestDrive "$(New-Guid)" }

    It 'holds until a file is changed' {
        $null = Export-BanReport -Scan $scan -Path $report
        $result = Test-BanReport $report -WarningVariable warned -WarningAction SilentlyContinue
        $result.IsWhole | Should -BeTrue
        $result.Manifest.Authority | Should -Be $scan.Summary.Authority
        $warned | Should -BeLike '*not signed*'
        Add-Content (Join-Path $report 'report.html') 'x'
        Test-BanReport $report -Quiet | Should -BeFalse
        (Test-BanReport $report -WarningAction SilentlyContinue).First.File | Should -Be 'report.html'
    }

    It 'tells by whom a report is signed, and refuses any other' {
        $null = Export-BanReport -Scan $scan -Path $report -SignWith $signer -TimestampRequest
        Join-Path $report 'manifest.tsq' | Should -Exist
        $result = Test-BanReport $report -CertificateThumbprint $thumbprint -Trust $signer -RequireSignature
        $result.First | Should -BeNullOrEmpty
        $result.SignedBy.Subject | Should -Be 'CN=Made-up authority'
        (Test-BanReport $report -CertificateThumbprint ('0' * 64)).First.Flaw | Should -Be 'CertificateOther'
        { Test-BanReport $report -CertificateThumbprint abc } | Should -Throw -ErrorId 'ArgumentUnusable,*'
    }

    It 'takes folders from the pipeline and shows each as a row of a table' {
        foreach ($name in 'one', 'two') { $null = Export-BanReport -Scan $scan -Path (Join-Path $report $name) }
        Remove-Item (Join-Path $report 'two/report.json')
        $results = Get-ChildItem $report -Directory | Test-BanReport -WarningAction SilentlyContinue
        $results.IsWhole | Should -Be $true, $false
        ($results | Format-Table | Out-String -Width 140) | Should -Match 'report.json is missing'
    }

    It 'is nothing that a folder without a report has' {
        { Test-BanReport (Join-Path $TestDrive 'absent') -ErrorAction Stop } | Should -Throw -ErrorId 'PathNotFound,*'
    }

    It 'is asked of each report before it is added up' {
        foreach ($name in 'one', 'two') { $null = Export-BanReport -Scan $scan -Path (Join-Path $report "inbox/$name") }
        Add-Content (Join-Path $report 'inbox/two/report.json') ' '
        $list = Join-Path $report 'list.csv'
        Set-Content $list "authority,due`n$($scan.Summary.Authority),2030-01-01`nMade-up council,2023-01-01"
        $national = Merge-BanReport (Join-Path $report 'inbox') (Join-Path $report 'national') -Expected $list -AsOf 2023-04-03 -WarningVariable warned -WarningAction SilentlyContinue
        $national.Reported | Should -Be 1
        $national.Authorities.Status | Should -Be 'Reported', 'Missing'
        $national.Uncounted[0].Folder | Should -Be 'two'
        $warned | Should -BeLike '*in two is not counted*'
        Test-BanReport $national.Folder -Quiet | Should -BeTrue
    }
}
