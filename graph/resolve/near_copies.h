// Near-copies: articles whose bodies are the same text, cut, re-ordered or with
// another title or dateline. Two texts are near-copies where
//
//   - they share a band of their MinHash signatures (Broder, "On the
//     resemblance and containment of documents", 1997; bands as in Leskovec,
//     Rajaraman and Ullman, "Mining of Massive Datasets", ch. 3), and
//   - the smaller has at least kContained of its shingles (runs of kWords
//     words) in the other.
//
// Groups are the connected components, represented by the earliest article.
// Work is done band by band: texts without a common band never meet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "graph/facts/facts.h"
#include "graph/resolve/index.h"

namespace kg {

// Chosen and measured: docs/extraction.md.
struct NearCopyRule {
  static constexpr size_t kWords = 5;
  static constexpr size_t kBands = 50;
  static constexpr size_t kRows = 3;  // values of the signature in a band
  static constexpr double kContained = 0.6;
};

// Hashes of a text's shingles, sorted, each once. Words are folded to lower
// case; marks between them do not count. A text of fewer words has none.
std::vector<uint64_t> ShinglesOf(std::string_view text);
// One hash for each band, by number; none of no shingles.
std::vector<uint64_t> BandsOf(const std::vector<uint64_t>& shingles);
// The share of the smaller one's shingles that the other has too.
double Containment(const std::vector<uint64_t>& a,
                   const std::vector<uint64_t>& b);
// The part of an article that is compared.
std::string_view BodyOf(const Article& article);

// Keeps the groups up as articles come and go. A pure function of the set of
// articles, whatever its history. One thread. Give it the articles that go,
// then those that come, then Finish().
class NearCopies {
 public:
  // An article as it will be, with its text.
  using Lookup = std::function<Result<Article>(const ArticleId&)>;

  NearCopies(ResolveIndex* index, Lookup lookup)
      : index_(index), lookup_(std::move(lookup)) {}

  Status Remove(const Article& article);
  Status Add(const Article& article);
  // Articles that are in another group than before, with the one that
  // represents it; nothing: in none any more.
  Result<std::map<ArticleId, std::optional<ArticleId>>> Finish();
  // After Finish().
  Result<std::optional<ArticleId>> SourceOf(const ArticleId& article) const;

 private:
  // The earliest comes first; articles without a date come last.
  struct Dated {
    bool undated = true;
    std::string date;
    ArticleId id;
    auto operator<=>(const Dated&) const = default;
  };
  struct Shingled {
    Dated dated;
    std::vector<uint64_t> shingles;
  };

  static std::string MemberKey(const ArticleId& article);
  static std::string GroupPrefix(const ArticleId& group);
  Result<std::optional<Dated>> GroupOf(const ArticleId& article) const;
  Result<const Shingled*> TextOf(const ArticleId& article);
  Status Dissolve(const ArticleId& group);
  Status Link(const ArticleId& article);
  Status JoinGroups(const ArticleId& a, const ArticleId& b);
  Result<Dated> ChiefOf(const ArticleId& article);
  Status Enter(const ArticleId& article, const Dated& chief);

  ResolveIndex* index_;
  Lookup lookup_;
  std::set<ArticleId> open_;  // to be linked
  std::map<ArticleId, Shingled> texts_;
  std::map<ArticleId, std::optional<ArticleId>> before_;
};

}  // namespace kg
