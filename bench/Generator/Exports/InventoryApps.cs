using System.Globalization;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator.Exports;

/// <summary>The ordinary applications of a platform, as its inventory lists them. Names of products are facts; which device has which is drawn.</summary>
internal static class InventoryApps
{
    private static readonly (string Name, string Publisher)[] Windows =
    [
        ("Microsoft Edge", "Microsoft Corporation"), ("Microsoft 365 Apps for enterprise - fr-fr", "Microsoft Corporation"),
        ("Microsoft 365 Apps for enterprise - nl-nl", "Microsoft Corporation"), ("Microsoft Teams", "Microsoft Corporation"),
        ("Microsoft OneDrive", "Microsoft Corporation"), ("Google Chrome", "Google LLC"), ("Mozilla Firefox ESR (x64 fr)", "Mozilla"),
        ("7-Zip 24.09 (x64)", "Igor Pavlov"), ("Notepad++ (64-bit x64)", "Notepad++ Team"), ("VLC media player", "VideoLAN"),
        ("Adobe Acrobat (64-bit)", "Adobe"), ("Zoom Workplace (64-bit)", "Zoom Communications, Inc."), ("eID Software", "BOSA"),
        ("Belgium e-ID middleware 5.1", "Belgian Government"), ("KeePassXC", "KeePassXC Team"), ("Cisco Secure Client", "Cisco Systems, Inc."),
        ("Microsoft.WindowsCalculator", "Microsoft Corporation"), ("Microsoft.WindowsNotepad", "Microsoft Corporation"),
        ("Microsoft.Paint", "Microsoft Corporation"), ("Microsoft.ScreenSketch", "Microsoft Corporation"),
        ("Microsoft.WindowsTerminal", "Microsoft Corporation"), ("Microsoft.CompanyPortal", "Microsoft Corporation"),
        ("Microsoft.Windows.Photos", "Microsoft Corporation"), ("Microsoft.ZuneMusic", "Microsoft Corporation"),
        ("Microsoft.MicrosoftStickyNotes", "Microsoft Corporation"), ("Microsoft.Todos", "Microsoft Corporation"),
        ("Microsoft.WindowsAlarms", "Microsoft Corporation"), ("Microsoft.WindowsCamera", "Microsoft Corporation"),
        ("Microsoft.HEIFImageExtension", "Microsoft Corporation"), ("Microsoft.VP9VideoExtensions", "Microsoft Corporation"),
        ("Microsoft.WebpImageExtension", "Microsoft Corporation"), ("Microsoft.StorePurchaseApp", "Microsoft Corporation"),
        ("Microsoft.WindowsStore", "Microsoft Corporation"), ("Microsoft.GetHelp", "Microsoft Corporation"),
        ("Microsoft Visual C++ 2015-2022 Redistributable (x64)", "Microsoft Corporation"),
        ("Microsoft Windows Desktop Runtime - 8.0.20 (x64)", "Microsoft Corporation"), ("Microsoft Intune Management Extension", "Microsoft Corporation"),
        ("Dell Command | Update", "Dell Inc."), ("Intel(R) Graphics Software", "Intel Corporation"), ("Realtek Audio Console", "Realtek Semiconductor Corp"),
        ("PDFCreator", "Avanquest pdfforge GmbH"), ("IrfanView 4.72 (64-bit)", "Irfan Skiljan"), ("Git", "The Git Development Community"),
        ("Python 3.13.7 (64-bit)", "Python Software Foundation"), ("Microsoft Visual Studio Code", "Microsoft Corporation"),
        ("QGIS 3.40.11 'Bratislava'", "QGIS.org"), ("R for Windows 4.5.1", "R Core Team"), ("SAP GUI for Windows 8.00", "SAP SE"),
        ("Greenshot", "Greenshot"), ("Logi Options+", "Logitech"), ("Jabra Direct", "GN Audio A/S"), ("Tick Data Viewer, \"light\"", "Maes & Zonen bv"),
        ("SpotifyAB.SpotifyMusic", "Spotify AB"), ("FilesNow; portable", "Halvemaan"), ("Wireshark 4.4.9 x64", "The Wireshark developer community"),
        ("WinSCP 6.5.3", "Martin Prikryl"), ("Audacity 3.7.5", "Audacity Team"), ("LibreOffice 25.8.1.1", "The Document Foundation"),
    ];

    private static readonly string[] Ios =
    [
        "App Store", "Agenda", "Calculator", "Camera", "Authenticator", "Company Portal", "Microsoft Outlook", "Microsoft Teams", "Microsoft Word",
        "Microsoft Excel", "Microsoft OneDrive", "Microsoft Edge", "Microsoft Defender", "itsme", "MyGov.be", "SNCB/NMBS: Train Timetables",
        "De Lijn", "TEC", "STIB-MIVB", "Waze", "Google Maps", "Google Chrome", "WhatsApp Messenger", "Signal - Private Messenger", "Zoom Workplace",
        "LinkedIn", "VRT NU", "VRT NWS", "RTBF Auvio", "RTBF Actus", "Le Soir", "De Standaard", "L'Avenir", "KBC Mobile", "Belfius Mobile",
        "BNP Paribas Fortis - Easy Banking", "Payconiq by Bancontact", "bpost", "Buienradar", "MétéoBelgique", "Spotify: muziek en podcasts",
        "YouTube", "Shazam", "Duolingo", "Adobe Acrobat Reader", "Instagram", "X", "Facebook", "Smartschool", "Deliveroo", "Too Good To Go",
        "4411 - Parking", "EasyPark", "Brussels Airlines", "Booking.com", "Strava", "Garmin Connect™", "Mail", "Notes", "Photos",
    ];

    private static readonly string[] Android =
    [
        "Android System WebView", "Google Play Store", "Google Play services", "Managed Home Screen", "Intune Company Portal", "Microsoft Outlook",
        "Microsoft Teams", "Microsoft Authenticator", "Microsoft Defender", "Microsoft Edge", "Microsoft Word", "Microsoft Excel", "Microsoft OneDrive",
        "Gboard", "Chrome", "Contacts", "Phone", "Messages", "Camera", "Files by Google", "Clock", "Calculator", "Google Maps", "itsme®", "MyGov.be",
        "SNCB/NMBS", "Waze", "Adobe Acrobat", "Zoom Workplace", "Signal", "Samsung Notes", "Samsung Knox Manage", "Android Device Policy",
        "Speech Services by Google", "Android Accessibility Suite", "Carrier Services", "Digital Wellbeing", "Print Service", "Bluetooth", "Calendar",
        "NFC Service", "Settings", "SIM Toolkit", "System UI", "Call Management", "Download Manager", "Keychain", "Live Wallpaper Picker",
        "Media Storage", "MTP Host", "Package Installer", "Radio Info", "Setup Wizard", "Storage Manager", "Work Setup", "Wi-Fi Resources",
    ];

    private static readonly string[] Mac =
    [
        "Safari", "Mail", "Calendar", "Notes", "Photos", "Music", "TV", "Podcasts", "Books", "Maps", "Messages", "FaceTime", "Reminders", "Contacts",
        "Preview", "TextEdit", "Terminal", "Activity Monitor", "Disk Utility", "Keychain Access", "System Settings", "Company Portal", "Microsoft Outlook",
        "Microsoft Teams", "Microsoft Word", "Microsoft Excel", "Microsoft PowerPoint", "OneDrive", "Microsoft Edge", "Microsoft Defender", "Google Chrome",
        "Firefox", "Zoom", "VLC", "Keka", "eID-Viewer", "Adobe Acrobat", "Affinity Designer 2", "Affinity Photo 2", "Final Cut Pro", "Logic Pro",
        "DaVinci Resolve", "Visual Studio Code", "iTerm", "Rectangle", "The Unarchiver", "Numbers", "Pages", "Keynote", "GarageBand", "Xcode", "Freeform",
        "Shortcuts", "Stickies", "Weather", "Stocks", "Voice Memos", "Time Machine",
    ];

    /// <summary>Everything that may be on a platform: each application in four versions, with the report's opaque key.</summary>
    public static Listed[][] For(AuthorityWorld world, string platform)
    {
        (string Name, string Publisher)[] apps = platform switch
        {
            "Windows" => Windows,
            "MacOS" => Array.ConvertAll(Mac, name => (name, "")),
            "IOS" => Array.ConvertAll(Ios, name => (name, "")),
            _ => Array.ConvertAll(Android, name => (name, "")),
        };
        var listed = new Listed[apps.Length][];
        for (var i = 0; i < apps.Length; i++)
        {
            var draw = world.Draw("apps-" + platform, i);
            listed[i] = new Listed[4];
            var major = draw.Between(1, 150);
            for (var version = 0; version < 4; version++)
            {
                var number = string.Create(CultureInfo.InvariantCulture, $"{major}.{draw.Below(20)}.{draw.Below(3000)}");
                listed[i][version] = new(draw.Hex(40), apps[i].Name, apps[i].Publisher, platform is "IOS" or "MacOS" ? number : "", number);
            }
        }
        return listed;
    }
}

/// <summary>The five columns that describe an application.</summary>
internal sealed record Listed(string Key, string Name, string Publisher, string ShortVersion, string Version);
