#Requires -Version 7.4
BeforeAll { Import-Module (Join-Path $PSScriptRoot '../../artifacts/TikTokBan') -Force }

Describe 'Get-CoveredApplication' {
    It 'gets every application' {
        (Get-CoveredApplication).Count | Should -BeGreaterThan 10
    }

    It 'gets one by id, with what gives it away' {
        $tiktok = Get-CoveredApplication tiktok
        $tiktok.Class | Should -Be 'tiktok_service'
        $tiktok.Indicators.Value | Should -Contain 'com.zhiliaoapp.musically'
    }

    It 'knows wildcards' {
        (Get-CoveredApplication 'tiktok*').Id | Should -Contain 'tiktok'
        Get-CoveredApplication 'zzz*' | Should -BeNullOrEmpty
    }

    It 'writes an error for each id that it has not, and goes on' {
        $found = 'nosuch', 'tiktok' | Get-CoveredApplication -ErrorAction SilentlyContinue -ErrorVariable missing
        $found.Id | Should -Be 'tiktok'
        $missing[0].FullyQualifiedErrorId | Should -BeLike 'ApplicationNotFound,*'
    }

    It 'completes ids' {
        (TabExpansion2 'Get-CoveredApplication tikt').CompletionMatches.CompletionText | Should -Contain 'tiktok'
    }

    It 'says what is wrong with an own catalogue' {
        { Get-CoveredApplication -Catalogue (Join-Path $TestDrive 'none') } | Should -Throw -ErrorId 'CatalogueUnusable,*'
    }
}

Describe 'Test-CoveredApplication' {
    It 'says what a value is, whose, and why' {
        $answer = Test-CoveredApplication com.zhiliaoapp.musically
        "$($answer.Kind) $($answer.Result) $($answer.Application)" | Should -Be 'Package Covered tiktok'
        $answer.Reason | Should -Not -BeNullOrEmpty
    }

    It 'takes values from the pipeline, by themselves and by property name' {
        ('TikTok', 'Notepad' | Test-CoveredApplication).Result | Should -Be 'Covered', 'NotCovered'
        $rows = "Value,Kind`nwww.tiktok.com,Domain`ntiktoken,Name" | ConvertFrom-Csv
        ($rows | Test-CoveredApplication).Result | Should -Be 'Covered', 'NotCovered'
    }

    It 'writes a plain true or false when it is to be quiet' {
        Test-CoveredApplication TikTok -Quiet | Should -BeTrue
        Test-CoveredApplication Notepad -Quiet | Should -BeFalse
    }

    It 'takes what DMARC said' {
        (Test-CoveredApplication 'noreply@account.tiktok.com' -Kind Sender -Authentication Fail).Result | Should -Be 'Suspicious'
    }

    It 'shows a table' {
        Test-CoveredApplication TikTok | Out-String -Width 200 | Should -Match 'Value\s+Kind\s+Result\s+Application\s+Reason'
    }
}
