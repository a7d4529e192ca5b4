// The sample articles give the same facts however their files break lines.
#include <gtest/gtest.h>

#include <sstream>

#include "tests/extraction/whole_extractor.h"

namespace kg {
namespace {

std::string Replace(std::string text, const std::string& from,
                    const std::string& to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos;
       at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string Wrapped(const std::string& text, size_t column) {
  std::istringstream lines(text);
  std::string out;
  for (std::string line; std::getline(lines, line); out += '\n') {
    std::istringstream words(line);
    size_t width = 0;
    for (std::string word; words >> word; width += word.size()) {
      const bool fits = width + 1 + word.size() <= column;
      if (width > 0) out += fits ? ' ' : '\n';
      width = fits && width > 0 ? width + 1 : 0;
      out += word;
    }
  }
  return out;
}

// The article's own text as a file of plain text.
std::string FileOf(const Article& article) {
  return "Date: " + article.date + "\nSource: test\n\n" + article.title +
         "\n\n" + article.text.substr(article.body_begin) + "\n";
}

using LayoutsTest = WholeExtractor;

TEST_F(LayoutsTest, TellTheSame) {
  using Change = std::string (*)(const std::string&);
  const std::pair<const char*, Change> kChanges[] = {
      {"60 columns", [](const std::string& text) { return Wrapped(text, 60); }},
      {"72 columns", [](const std::string& text) { return Wrapped(text, 72); }},
      {"lines end as in mail",
       [](const std::string& text) {
         return Replace(Wrapped(text, 76), "\n", "\r\n");
       }},
      {"other blanks",
       [](const std::string& text) {
         return Replace(text, " ", "\xC2\xA0\xE2\x80\x8B");
       }},
  };
  const std::string folder = std::string(KG_SOURCE_DIR) + "/data";
  const auto names = ListArticleFiles(folder);
  ASSERT_TRUE(names.ok());
  std::vector<Article> articles;
  for (const std::string& name : names.value()) {
    const Status read =
        IngestFile(folder + "/" + name, name, {}, *lexicon_, Into(&articles));
    ASSERT_TRUE(read.ok()) << read.message();
  }
  size_t facts = 0;
  for (const Article& article : articles) {
    const std::string file = FileOf(article);
    const auto plain = Told(file, "a.txt");
    facts += plain.size();
    for (const auto& [what, change] : kChanges) {
      EXPECT_EQ(Told(change(file), "a.txt"), plain)
          << article.path << " " << article.title << ": " << what;
    }
  }
  EXPECT_GE(facts, 100u);
}

}  // namespace
}  // namespace kg
