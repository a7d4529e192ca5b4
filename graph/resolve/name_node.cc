// Grammar of a node's row: fields, each its length in decimal, ':', its bytes.
// hash entity, bool grouped, articles, acronyms, then for each map its size and
// its entries: (type, count), (name, reason, count), (short, count).
#include "graph/resolve/name_node.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/unicode.h"

namespace kg {
namespace {

template <typename K>
void AddCounts(std::map<K, uint32_t>* sum, const std::map<K, uint32_t>& by) {
  for (const auto& [key, count] : by) (*sum)[key] += count;
}

template <typename K>
bool TakeCounts(std::map<K, uint32_t>* sum, const std::map<K, uint32_t>& by) {
  for (const auto& [key, count] : by) {
    const auto at = sum->find(key);
    if (at == sum->end() || at->second < count) return false;
    at->second -= count;
    if (at->second == 0) sum->erase(at);
  }
  return true;
}

class FieldWriter {
 public:
  void Text(std::string_view text) {
    out_ += std::to_string(text.size()) + ":";
    out_ += text;
  }
  void Number(uint64_t number) { Text(std::to_string(number)); }
  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
};

class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes) : rest_(bytes) {}

  std::string Text() {
    const size_t colon = rest_.find(':');
    size_t size = 0;
    if (colon == rest_.npos || !Parse(rest_.substr(0, colon), &size) ||
        size > rest_.size() - colon - 1) {
      ok_ = false;
      rest_ = {};
      return "";
    }
    std::string text(rest_.substr(colon + 1, size));
    rest_.remove_prefix(colon + 1 + size);
    return text;
  }
  uint32_t Number() {
    uint32_t number = 0;
    if (!Parse(Text(), &number)) ok_ = false;
    return number;
  }
  bool ok() const { return ok_; }
  bool finished() const { return ok_ && rest_.empty(); }

 private:
  template <typename T>
  static bool Parse(std::string_view text, T* number) {
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, *number);
    return parsed.ec == std::errc() && parsed.ptr == end && !text.empty();
  }

  std::string_view rest_;
  bool ok_ = true;
};

// Folded aliases of one word that may stand for the name alone.
std::set<std::string> ShortsOf(const LocalEntity& entity,
                               const ResolveKey& key) {
  std::set<std::string> shorts;
  if (key.slot != NameSlot::kName || WordsOf(key.text).size() < 2) {
    return shorts;
  }
  for (const Alias& alias : entity.aliases) {
    const std::string folded = FoldTerm(alias.text);
    if (folded.find(' ') != folded.npos || folded.size() < 2) continue;
    const bool person = entity.type == EntityType::kPerson;
    if (person || IsAcronym(alias.text)) shorts.insert(folded);
  }
  return shorts;
}

}  // namespace

bool NameNode::Is(EntityType type) const {
  const auto found = share.types.find(type);
  if (found == share.types.end()) return false;
  return std::all_of(
      share.types.begin(), share.types.end(),
      [&](const auto& other) { return other.second <= found->second; });
}

bool NameNode::MayBeOrganization() const {
  return slot() == NameSlot::kName && !Is(EntityType::kPerson) &&
         !Is(EntityType::kPlace) && !Is(EntityType::kGroup) &&
         !Is(EntityType::kConcept);
}

int NameNode::Size() const {
  int size = 0;
  for (uint32_t n = share.articles; n >= 4; n /= 4) ++size;
  return size;
}

void AddTo(NameShare* sum, const NameShare& share) {
  AddCounts(&sum->types, share.types);
  AddCounts(&sum->names, share.names);
  AddCounts(&sum->shorts, share.shorts);
  sum->acronyms += share.acronyms;
  sum->articles += share.articles;
}

bool TakeFrom(NameShare* sum, const NameShare& share) {
  if (sum->acronyms < share.acronyms || sum->articles < share.articles) {
    return false;
  }
  sum->acronyms -= share.acronyms;
  sum->articles -= share.articles;
  return TakeCounts(&sum->types, share.types) &&
         TakeCounts(&sum->names, share.names) &&
         TakeCounts(&sum->shorts, share.shorts);
}

NameShare ShareOf(const LocalEntity& entity, const ResolveKey& key) {
  NameShare share;
  share.types[entity.type] = 1;
  share.names[{entity.name, key.reason}] = 1;
  for (const std::string& text : ShortsOf(entity, key)) share.shorts[text] = 1;
  share.acronyms = IsAcronym(entity.name) ? 1 : 0;
  return share;
}

std::set<std::string> BlocksOf(const NameNode& node,
                               const ResolveTables& tables) {
  std::set<std::string> blocks;
  const std::string text(node.text());
  switch (node.slot()) {
    case NameSlot::kWord:
      return {text};
    case NameSlot::kName:
      break;
    default:
      return {};
  }
  blocks.insert(text);
  if (text.find(' ') == text.npos) return blocks;
  for (const auto& [alias, count] : node.share.shorts) blocks.insert(alias);
  if (node.share.types.contains(EntityType::kPerson)) {
    const PersonName name = TakeApart(text, tables);
    blocks.insert(name.family);
    // Some take the given name for the family's.
    if (!name.given.empty() && text.starts_with(name.family)) {
      blocks.insert(name.given.back());
    }
  }
  if (node.MayBeOrganization()) blocks.insert(CoreOf(text, tables));
  return blocks;
}

std::string FaceOf(const NameNode& node, const ResolveTables& tables) {
  if (node.share.articles == 0) return "";
  std::string face = node.first_article.Hex();
  for (const std::string& block : BlocksOf(node, tables)) {
    face += '\0' + block;
  }
  face += '\0';
  for (const auto& [type, count] : node.share.types) {
    if (node.Is(type)) face += std::to_string(static_cast<int>(type)) + " ";
  }
  face += node.share.acronyms > 0 ? 'a' : '-';
  face += std::to_string(node.Size());
  return face;
}

std::string EncodeNode(const NameNode& node) {
  FieldWriter out;
  out.Text(node.entity.hash.View());
  out.Number(node.grouped ? 1 : 0);
  out.Number(node.share.articles);
  out.Number(node.share.acronyms);
  out.Number(node.share.types.size());
  for (const auto& [type, count] : node.share.types) {
    out.Number(static_cast<uint8_t>(type));
    out.Number(count);
  }
  out.Number(node.share.names.size());
  for (const auto& [name, count] : node.share.names) {
    out.Text(name.first);
    out.Text(name.second);
    out.Number(count);
  }
  out.Number(node.share.shorts.size());
  for (const auto& [text, count] : node.share.shorts) {
    out.Text(text);
    out.Number(count);
  }
  return out.Take();
}

Result<NameNode> DecodeNode(std::string node, std::string_view bytes) {
  NameNode decoded;
  decoded.node = std::move(node);
  FieldReader in(bytes);
  const std::optional<Hash128> hash = Hash128::FromBytes(in.Text());
  decoded.grouped = in.Number() != 0;
  decoded.share.articles = in.Number();
  decoded.share.acronyms = in.Number();
  for (uint32_t n = in.Number(); n > 0 && in.ok(); --n) {
    const auto type = FromNumber<EntityType>(static_cast<uint8_t>(in.Number()));
    const uint32_t count = in.Number();
    if (type) decoded.share.types[*type] = count;
  }
  for (uint32_t n = in.Number(); n > 0 && in.ok(); --n) {
    std::string name = in.Text();
    std::string reason = in.Text();
    decoded.share.names[{std::move(name), std::move(reason)}] = in.Number();
  }
  for (uint32_t n = in.Number(); n > 0 && in.ok(); --n) {
    std::string text = in.Text();
    decoded.share.shorts[std::move(text)] = in.Number();
  }
  if (!hash || !in.finished() || decoded.node.empty()) {
    return Status::Corrupt("index of names, '" + decoded.node +
                           "': expected a whole row, got " +
                           std::to_string(bytes.size()) +
                           " bytes that are none; kg repair makes it again");
  }
  decoded.entity = {*hash};
  return decoded;
}

}  // namespace kg
