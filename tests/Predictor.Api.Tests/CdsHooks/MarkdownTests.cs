using Predictor.Api.CdsHooks.Cards;
using Xunit;

namespace Predictor.Api.Tests.CdsHooks;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("The last session was missed (2 in a row).", "The last session was missed (2 in a row).")]
    [InlineData("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;")]
    [InlineData("[a](javascript:b)", "\\[a\\](javascript:b)")]
    [InlineData("**bold** _it_ `code` ~x~", "\\*\\*bold\\*\\* \\_it\\_ \\`code\\` \\~x\\~")]
    [InlineData("see https://evil.example and www.evil.example", "see https\\://evil.example and www\\.evil.example")]
    [InlineData("a@b.example", "a\\@b.example")]
    [InlineData("first\n\n# second\r\n- third", "first  \\# second  - third")]
    [InlineData("- list", "\\- list")]
    [InlineData("1. list", "1\\. list")]
    [InlineData("12) list", "12\\) list")]
    [InlineData("   # heading", "\\# heading")]
    [InlineData("&lt;b&gt;", "&amp;lt;b&amp;gt;")]
    [InlineData("a\\*b", "a\\\\\\*b")]
    [InlineData("\u0000\u2028 \u0007", "")]
    [InlineData("Übung 💡", "Übung 💡")]
    public void Text_shows_as_it_is(string text, string expected) => Assert.Equal(expected, Markdown.Escape(text));
}
