#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractor/ingest/html_guard.h"
#include "extractor/ingest/html_hints.h"
#include "tests/ingest/helpers.h"

namespace kg {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr char kPage[] = R"(<!DOCTYPE html>
<html><head><meta charset="utf-8">
<title>Arden closes its bridge | Arden Press</title>
<meta property="og:site_name" content="Arden Press">
<meta property="og:title" content="Arden closes its bridge | Arden Press">
<meta property="article:published_time" content="2019-02-26T23:50:00-08:00">
<meta name="author" content="By Ann Lee and Bob Ray">
<link rel="canonical" href="http://a.example/bridge">
<script>var text = "not a word of the article, however long it may be";</script>
</head><body class="has-comments">
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<div id="wrap"><div class="story-main">
<h1>Arden closes its bridge</h1>
<p class="byline">By Ann Lee, staff writer of the Arden Press</p>
<div class="share-tools">Share this page with everybody whom you know today</div>
<p>The council of Arden voted on Monday to close the old bridge for good.</p>
<figure><img src="b.jpg"><figcaption>The bridge in a photograph of last
winter, when it was still open to all traffic.</figcaption></figure>
<p>&ldquo;It is not safe,&rdquo; said the mayor, <b>Eva Moss</b>, after the
vote.<br>She had asked for it.</p>
<h2>What comes next</h2>
<p>A ferry will carry cars and people over the river until a new bridge is
built in 2021.</p>
<ul><li>The ferry costs two dollars a ride.</li></ul>
<div class="related-links"><p>Ten bridges that you should see before they
fall, chosen by our readers.</p></div>
</div>
<aside><p>Subscribe and receive our letters about the town every morning at
seven.</p></aside>
<section id="comments"><p>I never liked that bridge, and the mayor stole the
money for it, everybody knows that.</p></section>
</div>
<footer>Copyright 2019 Arden Press, a company of the Arden Group.</footer>
</body></html>)";

TEST(Html, FindsBodyAndMetadata) {
  const Ingested result = IngestText(kPage, "a.html");
  ASSERT_EQ(result.articles.size(), 1u)
      << testing::PrintToString(result.skipped);
  const Article& a = result.articles[0];
  EXPECT_EQ(a.text,
            "Arden closes its bridge\n\n"
            "The council of Arden voted on Monday to close the old bridge for "
            "good.\n\n"
            "\xE2\x80\x9CIt is not safe,\xE2\x80\x9D said the mayor, Eva Moss, "
            "after the vote.\nShe had asked for it.\n\n"
            "What comes next\n\n"
            "A ferry will carry cars and people over the river until a new "
            "bridge is built in 2021.\n\n"
            "The ferry costs two dollars a ride.");
  EXPECT_EQ(a.title, "Arden closes its bridge");
  EXPECT_EQ(a.date, "2019-02-26");
  EXPECT_THAT(a.authors, ElementsAre("Ann Lee", "Bob Ray"));
  EXPECT_EQ(a.publisher, "Arden Press");
  EXPECT_EQ(a.url, "http://a.example/bridge");
  EXPECT_EQ(a.record, std::nullopt);
  EXPECT_EQ(a.id, MakeArticleId("", "a.html", ""));
}

TEST(Html, MapsTextToSourceLines) {
  const Article a = IngestText(kPage, "a.html").articles.at(0);
  const auto line_of = [&](std::string_view words) {
    const size_t at = a.text.find(words);
    uint32_t line = 0;
    for (const SourcePosition& p : a.source_map) {
      if (p.text_begin <= at) line = p.line;
    }
    return line;
  };
  EXPECT_EQ(line_of("The council"), 16u);
  EXPECT_EQ(line_of("A ferry"), 22u);
}

TEST(Html, PrefersJsonLd) {
  const std::string page =
      "<html><head><title>Press</title><script type=\"application/ld+json\">"
      R"({"@context":"http://schema.org","@graph":[{"@type":"WebSite",
          "name":"x"},{"@type":"NewsArticle","headline":"Arden &amp; its
          bridge","datePublished":"2019-02-26T10:00:00Z","author":[{"@type":
          "Person","name":"Ann Lee"}],"publisher":{"name":"Arden Press"}}]})"
      "</script></head><body><article><p>The council of Arden voted on Monday "
      "to close the old bridge.</p></article></body></html>";
  std::string one_line = page;
  for (char& c : one_line) {
    if (c == '\n') c = ' ';
  }
  const Article a = IngestText(one_line, "a.htm").articles.at(0);
  EXPECT_EQ(a.title, "Arden & its bridge");
  EXPECT_EQ(a.date, "2019-02-26");
  EXPECT_THAT(a.authors, ElementsAre("Ann Lee"));
  EXPECT_EQ(a.publisher, "Arden Press");
}

TEST(Html, TakesDateAndTitleFromTheText) {
  const Article a =
      IngestText(
          "<title>Arden closes its bridge - The Press</title><h1>Arden closes "
          "its bridge</h1><time datetime='2019-02-26'>Tuesday</time><p>The "
          "council of Arden voted on Monday to close the old bridge.</p>",
          "a.html")
          .articles.at(0);
  EXPECT_EQ(a.title, "Arden closes its bridge");
  EXPECT_EQ(a.date, "2019-02-26");
  EXPECT_EQ(BodyOf(a),
            "The council of Arden voted on Monday to close the old bridge.");
}

TEST(Html, TakesTheBodyOfJsonLdWhereThePageHasNone) {
  std::string body;
  for (int i = 0; i < 20; ++i) body += "The bridge of Arden is closed. ";
  const Article a =
      IngestText(
          "<script type='application/ld+json'>{\"@type\":\"Article\","
          "\"articleBody\":\"" +
              body + "\"}</script><p>Please wait a moment.</p>",
          "a.html")
          .articles.at(0);
  EXPECT_THAT(a.text, HasSubstr("The bridge of Arden is closed."));
}

TEST(Html, JoinsABodyInSeveralParts) {
  const std::string part =
      "<div class='article-body'><p>The council of Arden voted on Monday to "
      "close the old bridge for good.</p><p>Its engineers had warned of it "
      "for many years.</p></div>";
  const Article a =
      IngestText("<body><div>" + part + "<div class='ad'>Buy this</div>" +
                     part + "</div></body>",
                 "a.html")
          .articles.at(0);
  EXPECT_EQ(a.text,
            "The council of Arden voted on Monday to close the old bridge for "
            "good.\n\nIts engineers had warned of it for many years.\n\nThe "
            "council of Arden voted on Monday to close the old bridge for "
            "good.\n\nIts engineers had warned of it for many years.");
}

TEST(Html, SurvivesDeepAndTangledPages) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<div>";
  EXPECT_THAT(IngestText(deep + "text", "a.html").skipped,
              ElementsAre("a.html: nested too deeply"));
  std::string ignored_ends;
  for (int i = 0; i < 50000; ++i)
    ignored_ends += "<div><object></div></object>";
  EXPECT_THAT(IngestText(ignored_ends, "a.html").skipped,
              ElementsAre("a.html: nested too deeply"));
  std::string fonts = "<p>";
  for (int i = 0; i < 300; ++i) {
    fonts += "<font size=" + std::to_string(i) + ">";
  }
  fonts += "</p>";
  for (int i = 0; i < 100000; ++i) fonts += "<p>x</p>";
  EXPECT_THAT(IngestText(fonts, "a.html").skipped,
              ElementsAre("a.html: markup too tangled"));
  std::string attributes = "<p";
  for (int i = 0; i < 100000; ++i) attributes += " a" + std::to_string(i);
  EXPECT_THAT(IngestText(attributes + ">text", "a.html").skipped,
              ElementsAre("a.html: markup too tangled"));
}

TEST(Html, ReadsSloppyPages) {
  for (const char* page :
       {"<p>The council of Arden voted on Monday to close the old bridge.",
        "<P>The council of Arden voted on Monday to close the old "
        "bridge.<P><B>No <I>end",
        "The council of Arden voted on Monday to close the old bridge.",
        "<!-- <p> --><p>The council of Arden voted on Monday to close the old "
        "bridge.<!--",
        "<p>The council of Arden voted on Monday to close the old bridge.<a "
        "href=\"x"}) {
    const Ingested result = IngestText(page, "a.html");
    ASSERT_EQ(result.articles.size(), 1u) << page;
    EXPECT_THAT(result.articles[0].text, HasSubstr("close the old bridge."));
  }
}

TEST(Html, NamesPagesWithoutText) {
  EXPECT_THAT(IngestText("<html><body></body></html>", "a.html").skipped,
              ElementsAre("a.html: no text"));
  EXPECT_THAT(IngestText(" \n ", "a.html").skipped,
              ElementsAre("a.html: empty"));
}

TEST(CheckMarkup, AllowsRealPages) {
  EXPECT_TRUE(CheckMarkup(kPage).ok());
  std::string list;
  for (int i = 0; i < 10000; ++i) list += "<li>item<br><p>text";
  EXPECT_TRUE(CheckMarkup("<ul>" + list).ok());
  std::string script = "<script>" + std::string(5000, '<') + "</script>";
  EXPECT_TRUE(CheckMarkup(script).ok());
}

TEST(HintForm, SplitsWords) {
  EXPECT_EQ(HintForm("storyBody main_text"), "-story-body- -main-text-");
  EXPECT_EQ(HintForm("col-md-8"), "-col-md-8-");
}

TEST(HtmlHints, ReadsClassNames) {
  const HtmlHints hints(IngestLexicon());
  EXPECT_EQ(hints.Of("main articleBody"), HtmlHint::kBody);
  EXPECT_EQ(hints.Of("commentlist"), HtmlHint::kComments);
  EXPECT_EQ(hints.Of("c-related__list"), HtmlHint::kDrop);
  EXPECT_EQ(hints.Of("shadow header-image"), HtmlHint::kNone);
}

}  // namespace
}  // namespace kg
