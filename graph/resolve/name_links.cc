#include "graph/resolve/name_links.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace kg {
namespace {

bool IsInitialOf(const std::string& part, const std::string& whole) {
  const bool one = part.size() == 1 || (part.size() == 2 && part[1] == '.');
  return one && !whole.empty() && part[0] == whole[0];
}

// How two given names compare.
enum class Given { kOther, kInitial, kNickname, kEqual };

class BlockLinker {
 public:
  BlockLinker(const std::string& block, const std::vector<NameNode>& nodes,
              const ResolveTables& tables)
      : block_(block), nodes_(nodes), tables_(tables), parent_(nodes.size()) {
    std::iota(parent_.begin(), parent_.end(), size_t{0});
    for (const NameNode& node : nodes) {
      const bool person = node.slot() == NameSlot::kName && IsLong(node) &&
                          node.Is(EntityType::kPerson);
      persons_.push_back(person ? std::optional(TakeApart(node.text(), tables))
                                : std::nullopt);
    }
  }

  std::vector<NameLink> Run() {
    LinkPersons();
    LinkOrganizations();
    LinkAcronyms();
    LinkWords();
    return std::move(links_);
  }

 private:
  static bool IsLong(const NameNode& node) {
    return node.text().find(' ') != std::string_view::npos;
  }
  bool IsBlockWord(const NameNode& node, NameSlot slot) const {
    return node.slot() == slot && node.text() == block_;
  }

  size_t Root(size_t i) const {
    while (parent_[i] != i) i = parent_[i];
    return i;
  }
  void Link(size_t from, size_t to, const char* reason, bool is_short) {
    links_.push_back({from, to, reason, is_short});
    parent_[Root(from)] = Root(to);
  }
  // The fullest of the candidates, where all are one entity by now.
  std::optional<size_t> OnlyOne(const std::vector<size_t>& candidates) const {
    if (candidates.empty()) return std::nullopt;
    size_t best = candidates.front();
    for (size_t candidate : candidates) {
      if (Root(candidate) != Root(best)) return std::nullopt;
      if (RankOf(candidate) > RankOf(best)) best = candidate;
    }
    return best;
  }

  // --- persons: "j. smith", "john smith", "john q. smith"

  std::tuple<size_t, size_t, std::string_view> RankOf(size_t i) const {
    const std::string_view text = nodes_[i].text();
    const auto words = std::count(text.begin(), text.end(), ' ');
    return {static_cast<size_t>(words), text.size(), text};
  }

  Given Compare(const std::string& a, const std::string& b) const {
    if (a == b) return Given::kEqual;
    if (tables_.AreOneGivenName(a, b)) return Given::kNickname;
    return IsInitialOf(a, b) || IsInitialOf(b, a) ? Given::kInitial
                                                  : Given::kOther;
  }

  // Could two names be one person's? The first given names decide how.
  Given Compare(const PersonName& a, const PersonName& b) const {
    if (a.family != b.family || a.generation != b.generation ||
        a.given.empty() || b.given.empty()) {
      return Given::kOther;
    }
    const Given first = Compare(a.given[0], b.given[0]);
    if (a.given.size() == 1 || b.given.size() == 1) return first;
    if (a.given.size() != b.given.size()) return Given::kOther;
    for (size_t i = 1; i < a.given.size(); ++i) {
      const Given middle = Compare(a.given[i], b.given[i]);
      if (middle != Given::kEqual && middle != Given::kInitial) {
        return Given::kOther;
      }
    }
    return first;
  }

  const char* ReasonOf(size_t a, size_t b, Given how) const {
    if (how == Given::kInitial) return "the initial of the same name";
    if (how == Given::kNickname) return "a short form of the same given name";
    const bool turned =
        persons_[a]->given.size() == 1 && persons_[b]->given.size() == 1;
    return turned ? "the same name, family name first or last"
                  : "the same name with or without a middle one";
  }

  void LinkPersons() {
    std::vector<size_t> order;
    for (size_t i = 0; i < nodes_.size(); ++i) {
      if (persons_[i] && persons_[i]->family == block_) order.push_back(i);
    }
    // Fullest first, so that what a name could stand for is linked before it.
    std::sort(order.begin(), order.end(),
              [&](size_t a, size_t b) { return RankOf(a) > RankOf(b); });
    for (size_t n = 1; n < order.size(); ++n) {
      std::vector<size_t> fuller;
      for (size_t m = 0; m < n; ++m) {
        if (Compare(*persons_[order[n]], *persons_[order[m]]) !=
            Given::kOther) {
          fuller.push_back(order[m]);
        }
      }
      const std::optional<size_t> to = OnlyOne(fuller);
      if (!to) continue;
      const Given how = Compare(*persons_[order[n]], *persons_[*to]);
      // One that only a third name joins to it is no reason.
      if (how == Given::kOther) continue;
      Link(order[n], *to, ReasonOf(order[n], *to, how), how == Given::kInitial);
    }
  }

  // --- organisations: "northwind technologies", "northwind"

  void LinkOrganizations() {
    for (size_t to = 0; to < nodes_.size(); ++to) {
      const NameNode& core = nodes_[to];
      if (core.text() != block_ || !core.MayBeOrganization()) continue;
      for (size_t from = 0; from < nodes_.size(); ++from) {
        const NameNode& node = nodes_[from];
        if (from != to && node.MayBeOrganization() && IsLong(node) &&
            CoreOf(node.text(), tables_) == block_) {
          Link(from, to, "without the last word of its name", false);
        }
      }
    }
  }

  // --- acronyms, where an article says what they stand for

  void LinkAcronyms() {
    for (size_t from = 0; from < nodes_.size(); ++from) {
      const NameNode& node = nodes_[from];
      if (!IsBlockWord(node, NameSlot::kName) || node.share.acronyms == 0 ||
          node.Is(EntityType::kGroup)) {
        continue;
      }
      std::vector<size_t> full;
      for (size_t to = 0; to < nodes_.size(); ++to) {
        if (IsLong(nodes_[to]) && !persons_[to] &&
            nodes_[to].share.shorts.contains(block_)) {
          full.push_back(to);
        }
      }
      if (const auto to = OnlyOne(full)) {
        Link(from, *to, "an acronym that an article explains", true);
      }
    }
  }

  // --- one word for a person: a surname, or a first name that stands alone

  void LinkWords() {
    const auto word =
        std::find_if(nodes_.begin(), nodes_.end(), [&](const NameNode& node) {
          return IsBlockWord(node, NameSlot::kWord);
        });
    if (word == nodes_.end()) return;
    const auto from = static_cast<size_t>(word - nodes_.begin());
    std::vector<size_t> family, alias;
    for (size_t i = 0; i < nodes_.size(); ++i) {
      if (!persons_[i]) continue;
      if (persons_[i]->family == block_) family.push_back(i);
      if (nodes_[i].share.shorts.contains(block_)) alias.push_back(i);
    }
    if (!family.empty()) {
      if (const auto to = OnlyOne(family)) {
        Link(from, *to, "the surname of the only such person", true);
      }
      return;
    }
    if (const auto to = OnlyOne(alias)) {
      Link(from, *to, "a name by which an article calls the same person", true);
      return;
    }
    if (alias.empty()) LinkMistaken(from);
  }

  // "Northwind", taken for a person in one article and for a company in four
  // times as many. A town stays apart from a person of its name.
  void LinkMistaken(size_t from) {
    for (size_t to = 0; to < nodes_.size(); ++to) {
      const NameNode& node = nodes_[to];
      if (IsBlockWord(node, NameSlot::kName) && node.MayBeOrganization() &&
          node.Size() > nodes_[from].Size()) {
        Link(from, to, "the same word, seldom taken for a person", false);
      }
    }
  }

  const std::string& block_;
  const std::vector<NameNode>& nodes_;
  const ResolveTables& tables_;
  std::vector<std::optional<PersonName>> persons_;
  std::vector<size_t> parent_;
  std::vector<NameLink> links_;
};

}  // namespace

std::vector<NameLink> LinksOf(const std::string& block,
                              const std::vector<NameNode>& nodes,
                              const ResolveTables& tables) {
  return BlockLinker(block, nodes, tables).Run();
}

}  // namespace kg
