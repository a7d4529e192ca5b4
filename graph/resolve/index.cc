#include "graph/resolve/index.h"

#include <utility>

namespace kg {
namespace {

std::string TermKey(char tag, std::string_view term) {
  std::string key(1, tag);
  for (char c : term) {
    key += c;
    if (c == '\0') key += '\xFF';
  }
  key += '\0';
  key += '\1';
  return key;
}

}  // namespace

Result<std::optional<std::string>> ResolveIndex::Get(
    const std::string& key) const {
  const auto changed = changes_.find(key);
  if (changed != changes_.end()) return changed->second;
  return base_.get(key);
}

Status ResolveIndex::Scan(const std::string& prefix, const Visit& visit) const {
  auto changed = changes_.lower_bound(prefix);
  const auto in_prefix = [&] {
    return changed != changes_.end() && changed->first.starts_with(prefix);
  };
  bool more = true;
  // Changes up to a key of the base, which they may replace.
  const auto pass = [&](std::string_view until, bool to_end) {
    while (more && in_prefix() && (to_end || changed->first < until)) {
      if (changed->second) more = visit(changed->first);
      ++changed;
    }
  };
  KG_RETURN_IF_ERROR(base_.scan(prefix, [&](std::string_view key) {
    pass(key, false);
    if (!more) return false;
    if (in_prefix() && changed->first == key) {
      if (changed->second) more = visit(key);
      ++changed;
    } else {
      more = visit(key);
    }
    return more;
  }));
  pass("", true);
  return Status();
}

void ResolveIndex::Put(const std::string& key, std::string value) {
  changes_[key] = std::move(value);
}

void ResolveIndex::Delete(const std::string& key) {
  changes_[key] = std::nullopt;
}

std::string ResolveIndex::NodeKey(std::string_view node) {
  return "n" + std::string(node);
}

std::string ResolveIndex::MemberPrefix(std::string_view node) {
  return TermKey('m', node);
}

std::string ResolveIndex::BlockPrefix(std::string_view block) {
  return TermKey('b', block);
}

std::string ResolveIndex::HashPrefix(char tag, std::string_view hash) {
  return std::string(1, tag) + std::string(hash);
}

Result<std::vector<std::string>> ResolveIndex::Rest(
    const std::string& prefix) const {
  std::vector<std::string> found;
  KG_RETURN_IF_ERROR(Scan(prefix, [&](std::string_view key) {
    found.emplace_back(key.substr(prefix.size()));
    return true;
  }));
  return found;
}

Result<std::vector<ArticleId>> ResolveIndex::Articles(
    const std::string& prefix) const {
  KG_ASSIGN(const std::vector<std::string> found, Rest(prefix));
  std::vector<ArticleId> articles;
  for (const std::string& bytes : found) {
    const std::optional<Hash128> hash = Hash128::FromBytes(bytes);
    if (!hash) {
      return Status::Corrupt("index of names: a key names no article");
    }
    articles.push_back({*hash});
  }
  return articles;
}

}  // namespace kg
