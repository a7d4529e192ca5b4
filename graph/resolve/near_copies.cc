#include "graph/resolve/near_copies.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "base/unicode.h"

namespace kg {
namespace {

constexpr char kBandTag = 'l';
constexpr char kGroupTag = 'g';
constexpr char kMemberTag = 'c';
constexpr size_t kHashBytes = 16;

// The finaliser of splitmix64 (Steele, Lea and Flood, 2014).
uint64_t Mix(uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

uint64_t HashOfWord(std::string_view word) {
  uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a, 64 bits
  for (char c : word) {
    hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001b3u;
  }
  return Mix(hash);
}

std::vector<uint64_t> WordHashes(std::string_view text) {
  const std::string lower = ToLower(text);
  std::vector<uint64_t> hashes;
  size_t begin = 0;
  bool in_word = false;
  for (size_t at = 0; at < lower.size();) {
    const CodePoint c = DecodeAt(lower, at);
    const bool word = IsLetter(c.value) || IsDigit(c.value);
    if (word && !in_word) begin = at;
    if (!word && in_word) {
      hashes.push_back(
          HashOfWord(std::string_view(lower).substr(begin, at - begin)));
    }
    in_word = word;
    at += c.bytes;
  }
  if (in_word) {
    hashes.push_back(HashOfWord(std::string_view(lower).substr(begin)));
  }
  return hashes;
}

std::string Bytes(uint64_t number) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes += static_cast<char>(number >> shift & 0xff);
  }
  return bytes;
}

std::string BandPrefix(uint64_t band) {
  return ResolveIndex::HashPrefix(kBandTag, Bytes(band));
}

}  // namespace

std::string_view BodyOf(const Article& article) {
  if (!article.has_text) return {};
  return std::string_view(article.text)
      .substr(std::min<size_t>(article.body_begin, article.text.size()));
}

std::vector<uint64_t> ShinglesOf(std::string_view text) {
  const std::vector<uint64_t> words = WordHashes(text);
  std::vector<uint64_t> shingles;
  for (size_t i = 0; i + NearCopyRule::kWords <= words.size(); ++i) {
    uint64_t hash = 0;
    for (size_t w = 0; w < NearCopyRule::kWords; ++w) {
      hash = Mix(hash ^ words[i + w]);
    }
    shingles.push_back(hash);
  }
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

std::vector<uint64_t> BandsOf(const std::vector<uint64_t>& shingles) {
  constexpr size_t kValues = NearCopyRule::kBands * NearCopyRule::kRows;
  if (shingles.empty()) return {};
  std::array<uint64_t, kValues> least;
  least.fill(std::numeric_limits<uint64_t>::max());
  for (uint64_t shingle : shingles) {
    for (size_t i = 0; i < kValues; ++i) {
      // An odd factor and a sum: another order of the hashes for each value.
      const uint64_t hash = (shingle ^ Mix(i)) * (2 * Mix(~i) + 1);
      least[i] = std::min(least[i], hash ^ (hash >> 32));
    }
  }
  std::vector<uint64_t> bands;
  for (size_t band = 0; band < NearCopyRule::kBands; ++band) {
    uint64_t hash = band;
    for (size_t row = 0; row < NearCopyRule::kRows; ++row) {
      hash = Mix(hash ^ least[band * NearCopyRule::kRows + row]);
    }
    bands.push_back(hash);
  }
  return bands;
}

double Containment(const std::vector<uint64_t>& a,
                   const std::vector<uint64_t>& b) {
  const size_t smaller = std::min(a.size(), b.size());
  if (smaller == 0) return 0;
  size_t common = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) ++common;
    const bool step_a = *i <= *j;
    const bool step_b = *j <= *i;
    if (step_a) ++i;
    if (step_b) ++j;
  }
  return static_cast<double>(common) / static_cast<double>(smaller);
}

std::string NearCopies::MemberKey(const ArticleId& article) {
  return ResolveIndex::HashPrefix(kMemberTag, article.hash.View());
}

std::string NearCopies::GroupPrefix(const ArticleId& group) {
  return ResolveIndex::HashPrefix(kGroupTag, group.hash.View());
}

// The chief of the article's group; nothing where it is in none.
Result<std::optional<NearCopies::Dated>> NearCopies::GroupOf(
    const ArticleId& article) const {
  KG_ASSIGN(const auto bytes, index_->Get(MemberKey(article)));
  if (!bytes) return std::optional<Dated>();
  const auto hash =
      Hash128::FromBytes(std::string_view(*bytes).substr(0, kHashBytes));
  if (!hash) {
    return Status::Corrupt("index of near-copies: article " + article.Hex() +
                           " is in no whole group");
  }
  const std::string date = bytes->substr(kHashBytes);
  return std::optional<Dated>(Dated{date.empty(), date, {*hash}});
}

Result<const NearCopies::Shingled*> NearCopies::TextOf(
    const ArticleId& article) {
  const auto known = texts_.find(article);
  if (known != texts_.end()) return &known->second;
  KG_ASSIGN(const Article found, lookup_(article));
  Shingled text{{found.date.empty(), found.date, article},
                ShinglesOf(BodyOf(found))};
  return &texts_.emplace(article, std::move(text)).first->second;
}

Status NearCopies::Remove(const Article& article) {
  for (uint64_t band : BandsOf(ShinglesOf(BodyOf(article)))) {
    index_->Delete(BandPrefix(band) + std::string(article.id.hash.View()));
  }
  KG_ASSIGN(const auto group, GroupOf(article.id));
  before_.try_emplace(article.id,
                      group ? std::optional(group->id) : std::nullopt);
  if (group) KG_RETURN_IF_ERROR(Dissolve(group->id));
  open_.erase(article.id);
  return Status();
}

// What held the group together may have gone: its articles are linked anew.
Status NearCopies::Dissolve(const ArticleId& group) {
  KG_ASSIGN(const std::vector<ArticleId> members,
            index_->Articles(GroupPrefix(group)));
  for (const ArticleId& member : members) {
    before_.try_emplace(member, group);
    index_->Delete(GroupPrefix(group) + std::string(member.hash.View()));
    index_->Delete(MemberKey(member));
    open_.insert(member);
  }
  return Status();
}

Status NearCopies::Add(const Article& article) {
  Shingled text{{article.date.empty(), article.date, article.id},
                ShinglesOf(BodyOf(article))};
  for (uint64_t band : BandsOf(text.shingles)) {
    index_->Put(BandPrefix(band) + std::string(article.id.hash.View()), "");
  }
  texts_[article.id] = std::move(text);
  before_.try_emplace(article.id, std::nullopt);
  open_.insert(article.id);
  return Status();
}

// Its group's chief, or itself.
Result<NearCopies::Dated> NearCopies::ChiefOf(const ArticleId& article) {
  KG_ASSIGN(const std::optional<Dated> group, GroupOf(article));
  if (group) return *group;
  KG_ASSIGN(const Shingled* text, TextOf(article));
  return text->dated;
}

Status NearCopies::Enter(const ArticleId& article, const Dated& chief) {
  KG_ASSIGN(const std::optional<Dated> group, GroupOf(article));
  before_.try_emplace(article, group ? std::optional(group->id) : std::nullopt);
  if (group) {
    index_->Delete(GroupPrefix(group->id) + std::string(article.hash.View()));
  }
  index_->Put(GroupPrefix(chief.id) + std::string(article.hash.View()), "");
  index_->Put(MemberKey(article),
              std::string(chief.id.hash.View()) + chief.date);
  return Status();
}

Status NearCopies::JoinGroups(const ArticleId& a, const ArticleId& b) {
  KG_ASSIGN(const Dated chief_a, ChiefOf(a));
  KG_ASSIGN(const Dated chief_b, ChiefOf(b));
  const Dated& chief = std::min(chief_a, chief_b);
  for (const ArticleId& article : {a, b}) {
    KG_ASSIGN(const std::optional<Dated> group, GroupOf(article));
    if (group && group->id == chief.id) continue;
    std::vector<ArticleId> members = {article};
    if (group) {
      KG_ASSIGN(members, index_->Articles(GroupPrefix(group->id)));
    }
    for (const ArticleId& member : members) {
      KG_RETURN_IF_ERROR(Enter(member, chief));
    }
  }
  return Status();
}

Status NearCopies::Link(const ArticleId& article) {
  KG_ASSIGN(const Shingled* text, TextOf(article));
  std::set<ArticleId> candidates;
  for (uint64_t band : BandsOf(text->shingles)) {
    KG_ASSIGN(const std::vector<ArticleId> alike,
              index_->Articles(BandPrefix(band)));
    candidates.insert(alike.begin(), alike.end());
  }
  candidates.erase(article);
  for (const ArticleId& candidate : candidates) {
    KG_ASSIGN(const std::optional<Dated> mine, GroupOf(article));
    KG_ASSIGN(const std::optional<Dated> theirs, GroupOf(candidate));
    // One copy of a group is enough to be in it.
    if (mine && theirs && mine->id == theirs->id) continue;
    KG_ASSIGN(const Shingled* other, TextOf(candidate));
    if (Containment(text->shingles, other->shingles) <
        NearCopyRule::kContained) {
      continue;
    }
    KG_RETURN_IF_ERROR(JoinGroups(article, candidate));
  }
  return Status();
}

Result<std::map<ArticleId, std::optional<ArticleId>>> NearCopies::Finish() {
  for (const ArticleId& article : open_) KG_RETURN_IF_ERROR(Link(article));
  std::map<ArticleId, std::optional<ArticleId>> changed;
  for (const auto& [article, before] : before_) {
    KG_ASSIGN(const std::optional<ArticleId> now, SourceOf(article));
    if (now != before) changed[article] = now;
  }
  return changed;
}

Result<std::optional<ArticleId>> NearCopies::SourceOf(
    const ArticleId& article) const {
  KG_ASSIGN(const std::optional<Dated> group, GroupOf(article));
  if (!group) return std::optional<ArticleId>();
  return std::optional<ArticleId>(group->id);
}

}  // namespace kg
