#include "extractor/ingest/boilerplate.h"

#include <gtest/gtest.h>

#include "tests/ingest/helpers.h"

namespace kg {
namespace {

constexpr char kProse[] =
    "The council of Arden voted on Monday to close the old bridge for good.";
constexpr char kMore[] =
    "Its engineers had warned for years that the piers were no longer safe.";

TEST(Boilerplate, DropsCardsOfLinksGluedToNames) {
  const struct {
    const char* line;
    const char* without;
  } kCases[] = {
      {"Mayor Lee Ann Marie LeeStocks rise again Holm sues Arden bank MORE on "
       "Monday closed the old bridge of Arden for good.",
       "Mayor Lee on Monday closed the old bridge of Arden for good."},
      {"Bo Holm Bo (Robert) HolmLee wins MORE\xE2\x80\x99s plan for the bridge "
       "was voted down by the council on Monday.",
       "Bo Holm\xE2\x80\x99s plan for the bridge was voted down by the council "
       "on Monday."},
      {"Mayor Lee Ann Marie Lee2020 rivals sue Arden MORE on Monday closed the "
       "old bridge of Arden for good.",
       "Mayor Lee on Monday closed the old bridge of Arden for good."},
      {"Bo de Holm Bo de HolmLee wins Holm sues Arden bank MORE on Monday "
       "closed the old bridge of Arden for good.",
       "Bo de Holm on Monday closed the old bridge of Arden for good."},
      // Nothing ends it, nobody is named before it, or it is one word.
      {"Mayor Lee Ann Marie LeeStocks closed the old bridge on Monday.",
       nullptr},
      {"The McDonaldHolm bridge of Arden needs MORE engineers than one.",
       nullptr},
      {"Mayor McArthur met Bo McArthur, who asked for MORE engineers.",
       nullptr},
  };
  for (const auto& c : kCases) {
    const std::string body = std::string(kProse) + "\n\n" + c.line;
    const std::string expected = std::string(kProse) + "\n\n" +
                                 (c.without == nullptr ? c.line : c.without);
    EXPECT_EQ(CleanedBody(body), expected) << c.line;
  }
}

TEST(Boilerplate, DropsLinesThatSayNothing) {
  for (const char* line :
       {"Read more: Why the bridge of Arden fell",
        "READ MORE: WHY THE BRIDGE FELL",
        "Read more about bridges",
        "Also read: Ten bridges to see",
        "Related: Bridges and their builders",
        "See also: A history of ferries",
        "Read full story here\xE2\x80\xA6",
        "Please share this story!",
        "Share this article",
        "Share on Facebook",
        "Follow us on Twitter",
        "Follow us on Facebook and Instagram for more.",
        "Subscribe",
        "Subscribe to our newsletter to get the best of Arden every week.",
        "Sign up for our free morning briefing",
        "Sign up for the Arden Daily and get it delivered to your inbox.",
        "We use cookies to improve your visit.",
        "Tags BridgeArdenFerry",
        "Tags: bridge, Arden",
        "Filed under: Transport",
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Photo: Ann Lee/Arden Press",
        "Image credit: Ann Lee",
        "Credit: ID 113 \xC2\xA9 Lee |",
        "(Image credit: Ann Lee) (Image credit: Ann Lee)",
        "FILE PHOTO: The bridge in 2011. REUTERS/Ann Lee",
        "The old bridge in winter. (Photo: Ann Lee)\n\nAdvertisement",
        "Ann Lee crosses the bridge. (Photo by Bo Ray/Getty Images)",
        "Ann Lee crosses the old bridge. Bo Ray / Reuters",
        "Ann Lee crosses the old bridge. | AFP",
        "Ann Lee (left) on the bridge | Photo Credit: Bo Ray",
        "Jo Roe/Staff Ann Lee crosses the old bridge with her mother.",
        "Jo Roe/Associated Press \"We crossed it,\" says Ann Lee.",
        "Ann Lee crosses the old bridge. | Bo J. Ray",
        "Ann Lee crosses the bridge. | Bo J. Ray A headline of the test",
        "Related article\n\nKaldre sells its bridge",
        "More from the Arden Post\n\nKaldre sells its bridge\n\nLee sues Ray",
        "You may also like\n\nKaldre sells its bridge.\n\nLee sues Ray",
        "Next Article\n\nKaldre sells its bridge",
        "Watch the video above to see how the bridge was closed.",
        "JUST WATCHED Lee sues Ray Replay More Videos ... MUST WATCH Lee 02:14",
        "Hide Caption 2 of 6 Photos: The old bridge Lee opens the bridge.",
        "Photos: The bridge Lee opens the bridge in May. Hide Caption 1 of 6",
        "\xC2\xA9 2019 Arden Press. All rights reserved.",
        "Copyright \xC2\xA9 2019 Arden Press",
        "The views expressed in this article are the author's own.",
        "Reporting by Ann Lee; Editing by Bob Ray",
        "Ann Lee and Bob Ray contributed to this report.",
        "This story was reported by Ann Lee in Arden and Bob Ray in Oslo.",
        "This is a developing story. Check back for updates.",
        "5 min read",
        "***",
        "A headline of the test"}) {
    const std::string body =
        std::string(kProse) + "\n\n" + line + "\n\n" + kMore;
    const std::string expected = std::string(kProse) + "\n\n" + kMore;
    EXPECT_EQ(CleanedBody(body), expected) << line;
  }
}

TEST(Boilerplate, KeepsProseThatBeginsAlike) {
  for (const char* line :
       {"Read more books, the teacher told her class on Monday.",
        "\"Read more about it in our archive,\" the mayor said.",
        "Share prices fell by three percent in London",
        "Shares of the company rose.",
        "Follow the money, investigators like to say.",
        "Tags on the cows helped the farmers to find them again.",
        "Comments by the minister drew protests in Arden.",
        "Related companies were also searched by the police.",
        "More from the same mine will be shipped in May, the owner said.",
        "Photos by satellite showed the damage the next day.",
        "Subscribe rates are falling, publishers complain.",
        "Published by a small press in 1990, the book sold well.",
        "First published in 1990, the book made her famous.",
        "Reporting by state media suggests that the talks failed.",
        "Getty Images said on Monday that it would sue.",
        "The firm is accused of the use of cookies without consent.",
        "He urged people to make a donation to the Red Cross.",
        "The UN Commission on Human Rights met in Geneva.",
        "The suspect wrote the threat on Facebook and Twitter.",
        "She bought a photo by a painter of Arden.",
        "\"We use cookies to improve your visit,\" the site told users.",
        "The talks (which began in May) will go on.",
        "He came by bus and/or by train, and left by sea.",
        "Reuters/Ipsos polls show that the bridge is popular.",
        "She crossed the old bridge. | That was in May.",
        "\"I left it,\" the mayor said. (She has a photo of it.)",
        "Public rejection"}) {
    const std::string body =
        std::string(kProse) + "\n\n" + line + "\n\n" + kMore;
    EXPECT_EQ(CleanedBody(body), body) << line;
  }
}

TEST(Boilerplate, CutsReadersCommentsAway) {
  for (const char* head :
       {"Share your thoughts", "What do you think?", "Post a Comment",
        "Show Comments", "1 Comment", "12 comments", "Comments (3)",
        "View all comments", "Leave a Reply",
        "Subscribe\nNotify of\nguest\n\n1 Comment\nOldest\nNewest Most Voted",
        "Oldest Newest Most Voted"}) {
    const std::string body = std::string(kProse) + "\n\n" + kMore + "\n\n" +
                             head +
                             "\nPete\n\nI think the mayor built the bridge "
                             "himself and stole the money.";
    EXPECT_EQ(CleanedBody(body), std::string(kProse) + "\n\n" + kMore) << head;
  }
}

TEST(Boilerplate, CutsNothingBeforeThereIsText) {
  EXPECT_EQ(CleanedBody("12 comments\n\n" + std::string(kProse)), kProse);
}

TEST(Boilerplate, DropsListsOfLinksUpToTheNextSentence) {
  EXPECT_EQ(CleanedBody(std::string(kProse) +
                        "\n\nRelated articles\n\nWhy the bridge fell\n"
                        "Ten ferries to take\n\n" +
                        kMore),
            std::string(kProse) + "\n\n" + kMore);
}

TEST(Boilerplate, DropsBracketsButKeepsTheirSentence) {
  EXPECT_EQ(CleanedBody("The bridge (RELATED: Ten bridges to see) was closed "
                        "on Monday by the council of Arden."),
            "The bridge was closed on Monday by the council of Arden.");
  EXPECT_EQ(CleanedBody("The bridge was closed on Monday by the council\xE2\x80"
                        "\xA6 [+1234 chars]"),
            "The bridge was closed on Monday by the council\xE2\x80\xA6");
}

TEST(Boilerplate, DropsCaptionsBeforeAGallerysCounter) {
  EXPECT_EQ(CleanedBody("Lee waves in Arden. Hide Caption 2 of 21 Photos: The "
                        "bridge Holm leaves. Hide Caption 21 of 21 The bridge "
                        "was closed on Monday by the council of Arden."),
            "The bridge was closed on Monday by the council of Arden.");
  EXPECT_EQ(CleanedBody(std::string(kProse) +
                        "\n\nLee waves in Arden to his friends. Hide Caption 2 "
                        "of 21 Photos: The bridge of Arden"),
            kProse);
  EXPECT_EQ(CleanedBody("The council of Arden chose to hide caption 22 of the "
                        "old map of the bridge on Monday."),
            "The council of Arden chose to hide caption 22 of the old map of "
            "the bridge on Monday.");
}

TEST(Boilerplate, DropsTheAuthorsBiographyAtTheEnd) {
  for (const char* line :
       {"Ann Lee is a reporter at the Arden Press.",
        "Ann Lee covers politics for the Arden Press as a staff writer.",
        "Ann Lee is the Arden Press's senior expert on bridges, covering all "
        "aspects of traffic."}) {
    EXPECT_EQ(CleanedBody(std::string(kProse) + "\n\n" + kMore + "\n\n" + line),
              std::string(kProse) + "\n\n" + kMore)
        << line;
  }
}

TEST(Boilerplate, KeepsPeopleThatTheTextIsAbout) {
  const std::string about_her =
      "Ann Lee was arrested in Arden on Monday, her newspaper said in the "
      "evening.\n\nAnn Lee is a reporter at the Arden Press.";
  EXPECT_EQ(CleanedBody(about_her), about_her);
  const std::string minister =
      std::string(kProse) + "\n\nBob Ray is the minister of transport.";
  EXPECT_EQ(CleanedBody(minister), minister);
}

TEST(BoilerplateForm, FoldsNumbersAndLeadingMarks) {
  EXPECT_EQ(BoilerplateForm("\xE2\x80\xA2 1,204 Comments"), "# comments");
  EXPECT_EQ(BoilerplateForm("  \xC2\xBB Read \xE2\x80\x98More\xE2\x80\x99"),
            "read 'more'");
  EXPECT_EQ(BoilerplateForm("***"), "");
}

}  // namespace
}  // namespace kg
