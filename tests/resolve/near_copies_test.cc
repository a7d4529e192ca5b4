#include "graph/resolve/near_copies.h"

#include <algorithm>
#include <random>

#include "tests/resolve/small_resolve.h"

namespace kg::testing {
namespace {

using Paragraphs = std::vector<std::string>;

// A report of an invented event.
const Paragraphs& HarbourReport() {
  static const Paragraphs paragraphs = {
      "TARN, March 3 - The harbour board of Tarn voted on Monday to close the "
      "old fish quay for two years, after engineers found that its oak piles "
      "had rotted below the water line.",
      "The vote was seven to two. Board member Ilse Brandt said that waiting "
      "for another winter would put the crews of forty boats at risk, and "
      "that no insurer would cover the quay any longer.",
      "Repairs will cost about nine million crowns, most of which the county "
      "has promised to pay once the surveyors have handed in their final "
      "drawings in the summer.",
      "Fishermen who spoke at the meeting were divided. Some asked for a "
      "floating pier, which the board rejected last spring as too dear, and "
      "others said they would land their catch in Orm instead.",
      "The market hall stays open. Its traders were told that lorries would "
      "bring the fish from the northern basin every morning before six, at no "
      "cost to them, for as long as the work lasts.",
      "The quay was built in 1911 and has been closed only once before, when "
      "a steamer struck it in fog and sank beside the ice house."};
  return paragraphs;
}

// Another paper's words about the same vote.
const Paragraphs& OtherReport() {
  static const Paragraphs paragraphs = {
      "Tarn's fishing fleet loses its home berth from April, because the "
      "timbers under the century-old quay are no longer safe.",
      "By seven votes against two the harbour board decided that boats must "
      "move out at once. \"No insurer would cover the quay any longer,\" "
      "Ilse Brandt told the meeting, which lasted until midnight.",
      "Skippers fear for their income: the northern basin is shallow, and the "
      "way from there to the auction is long. A floating pier had been their "
      "wish, but it was turned down a year ago.",
      "County officials put the bill at nine million crowns and expect the "
      "diggers to arrive when the surveyors are done, in late summer."};
  return paragraphs;
}

std::string TextOf(const Paragraphs& paragraphs) {
  std::string text;
  for (const std::string& paragraph : paragraphs) text += paragraph + "\n\n";
  return text;
}

Article MakeArticle(int number, const std::string& title,
                    const std::string& body, const std::string& date = "") {
  Article article;
  article.id = MakeArticleId("news", std::to_string(number), "1");
  article.title = title;
  article.date = date;
  article.text = title + "\n\n" + body;
  article.body_begin = static_cast<uint32_t>(title.size() + 2);
  return article;
}

class CopyWorld {
 public:
  CopyWorld() : index_(rows_.Base()) {}

  void Change(const ArticleId& id, const Article* now) {
    const auto old = articles_.find(id);
    std::optional<Article> before;
    if (old != articles_.end()) before = old->second;
    if (now != nullptr) {
      articles_[id] = *now;
    } else {
      articles_.erase(id);
    }
    NearCopies copies(&index_, [&](const ArticleId& wanted) -> Result<Article> {
      return articles_.at(wanted);
    });
    if (before) {
      EXPECT_TRUE(copies.Remove(*before).ok());
    }
    if (now != nullptr) {
      EXPECT_TRUE(copies.Add(*now).ok());
    }
    const auto changed = copies.Finish();
    ASSERT_TRUE(changed.ok()) << changed.status().message();
    for (const auto& [article, source] : *changed) {
      sources_.erase(article);
      if (source) sources_[article] = *source;
    }
    rows_.Write(&index_);
  }
  void Put(const Article& article) { Change(article.id, &article); }
  void Remove(const Article& article) { Change(article.id, nullptr); }

  const std::map<ArticleId, ArticleId>& sources() const { return sources_; }
  const std::map<std::string, std::string>& rows() const {
    return rows_.rows();
  }

 private:
  MemoryRows rows_;
  ResolveIndex index_;
  std::map<ArticleId, Article> articles_;
  std::map<ArticleId, ArticleId> sources_;
};

// The harbour report, changed in the ways in which papers change wire copy.
std::vector<std::pair<std::string, std::string>> Copies() {
  const Paragraphs& all = HarbourReport();
  Paragraphs cut(all.begin(), all.begin() + 3);
  Paragraphs turned(all.rbegin(), all.rend());
  Paragraphs dateline = all;
  dateline[0].replace(0, std::string("TARN, March 3 - ").size(),
                      "By our own reporter, ORM (Coast Service), 4 March: ");
  Paragraphs added = all;
  added.push_back(
      "Our reporter in Orm has heard that the board there will talk about "
      "landing fees next week, and may lower them for guests.");
  std::string shouted = TextOf(all);
  std::replace(shouted.begin(), shouted.end(), ',', ' ');
  return {{"same", TextOf(all)},
          {"cut to half", TextOf(cut)},
          {"re-ordered", TextOf(turned)},
          {"dateline", TextOf(dateline)},
          {"with a paragraph more", TextOf(added)},
          {"without commas", shouted}};
}

TEST(NearCopies, RecognisesCutReorderedAndRetitledCopies) {
  const Article original =
      MakeArticle(0, "Tarn closes its fish quay", TextOf(HarbourReport()));
  int number = 1;
  for (const auto& [what, body] : Copies()) {
    CopyWorld world;
    world.Put(original);
    const Article copy = MakeArticle(number++, "Quay shut: " + what, body);
    world.Put(copy);
    EXPECT_TRUE(world.sources().contains(copy.id)) << what;
    EXPECT_EQ(world.sources().size(), 2u) << what;
  }
}

TEST(NearCopies, OtherReportsOfTheEventAreNoCopies) {
  CopyWorld world;
  world.Put(MakeArticle(0, "Tarn closes its quay", TextOf(HarbourReport())));
  world.Put(MakeArticle(1, "Tarn closes its quay", TextOf(OtherReport())));
  EXPECT_TRUE(world.sources().empty());
  EXPECT_LT(Containment(ShinglesOf(TextOf(HarbourReport())),
                        ShinglesOf(TextOf(OtherReport()))),
            0.2);
}

TEST(NearCopies, TheEarliestStandsForAllOfThem) {
  CopyWorld world;
  const std::string body = TextOf(HarbourReport());
  const Article undated = MakeArticle(0, "a", body);
  const Article late = MakeArticle(1, "b", body, "2024-03-05");
  const Article early = MakeArticle(2, "c", body, "2024-03-04");
  world.Put(undated);
  world.Put(late);
  EXPECT_EQ(world.sources().at(undated.id), late.id);
  world.Put(early);
  for (const Article* article : {&undated, &late, &early}) {
    EXPECT_EQ(world.sources().at(article->id), early.id);
  }
  world.Remove(early);
  EXPECT_EQ(world.sources().at(undated.id), late.id);
  world.Remove(late);
  EXPECT_TRUE(world.sources().empty());
}

TEST(NearCopies, CopiesOfACopyAreOfOneGroup) {
  const Paragraphs& all = HarbourReport();
  const Paragraphs head(all.begin(), all.begin() + 3);
  const Paragraphs tail(all.begin() + 3, all.end());
  CopyWorld world;
  const Article first = MakeArticle(0, "a", TextOf(head), "2024-01-01");
  const Article second = MakeArticle(1, "b", TextOf(tail), "2024-01-02");
  world.Put(first);
  world.Put(second);
  EXPECT_TRUE(world.sources().empty());
  world.Put(MakeArticle(2, "c", TextOf(all), "2024-01-03"));
  EXPECT_EQ(world.sources().at(second.id), first.id);
}

TEST(NearCopies, ATextOfAFewWordsIsNoCopy) {
  CopyWorld world;
  world.Put(MakeArticle(0, "a", "Photos follow."));
  world.Put(MakeArticle(1, "b", "Photos follow."));
  world.Put(MakeArticle(2, "c", ""));
  world.Put(MakeArticle(3, "d", ""));
  EXPECT_TRUE(world.sources().empty());
}

TEST(NearCopies, ContainmentIsOfTheSmaller) {
  EXPECT_EQ(Containment({1, 2, 3, 4}, {3, 4}), 1.0);
  EXPECT_EQ(Containment({1, 2}, {2, 3, 4, 5}), 0.5);
  EXPECT_EQ(Containment({}, {1}), 0.0);
}

TEST(NearCopies, AnyHistoryEndsInTheRowsOfAFreshRun) {
  for (uint32_t seed = 0; seed < 15; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const auto any_article = [&] {
      Paragraphs paragraphs =
          random() % 3 == 0 ? OtherReport() : HarbourReport();
      while (paragraphs.size() > 1 && random() % 2 == 0) {
        paragraphs.erase(paragraphs.begin() + random() % paragraphs.size());
      }
      return MakeArticle(
          static_cast<int>(random() % 8), "t", TextOf(paragraphs),
          random() % 4 == 0 ? ""
                            : "2024-01-0" + std::to_string(1 + random() % 3));
    };
    CopyWorld world;
    std::map<ArticleId, Article> left;
    for (int step = 0; step < 25; ++step) {
      const Article article = any_article();
      if (random() % 3 == 0 && left.contains(article.id)) {
        world.Remove(article);
        left.erase(article.id);
      } else {
        world.Put(article);
        left[article.id] = article;
      }
    }
    CopyWorld fresh;
    for (auto at = left.rbegin(); at != left.rend(); ++at) {
      fresh.Put(at->second);
    }
    ASSERT_EQ(world.sources(), fresh.sources());
    ASSERT_EQ(world.rows(), fresh.rows());
  }
}

}  // namespace
}  // namespace kg::testing
