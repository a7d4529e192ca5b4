// The rows that resolution keeps between runs, as sorted bytes: what there is,
// with changes in the making over it. The owner writes changes() in one batch
// with the articles that made them. One thread.
//
//   n node              -> NameNode
//   m term article      node's term -> articles that have it
//   b term node         block's term -> its nodes
//   l hash article      band of a text's signature -> articles
//   g hash hash         group of near-copies -> articles
//   c hash              article -> hash and date of its group's earliest
//   v                   what the rows were made with
//
// A hash is 16 bytes (a band's 8); a term is its bytes with 00 written 00 FF,
// ended by 00 01.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "graph/facts/facts.h"

namespace kg {

class ResolveIndex {
 public:
  using Rows = std::map<std::string, std::optional<std::string>>;
  // False stops.
  using Visit = std::function<bool(std::string_view key)>;
  struct Base {
    std::function<Result<std::optional<std::string>>(const std::string&)> get;
    // Keys that begin with the prefix, ascending.
    std::function<Status(const std::string& prefix, const Visit&)> scan;
  };

  explicit ResolveIndex(Base base) : base_(std::move(base)) {}

  Result<std::optional<std::string>> Get(const std::string& key) const;
  Status Scan(const std::string& prefix, const Visit& visit) const;
  void Put(const std::string& key, std::string value);
  void Delete(const std::string& key);

  const Rows& changes() const { return changes_; }
  void Forget() { changes_.clear(); }  // they are written

  static std::string NodeKey(std::string_view node);
  static std::string MemberPrefix(std::string_view node);
  static std::string BlockPrefix(std::string_view block);
  static std::string HashPrefix(char tag, std::string_view hash);
  static std::string VersionKey() { return "v"; }

  // What follows the prefix in each key that has it.
  Result<std::vector<std::string>> Rest(const std::string& prefix) const;
  // The same, as articles.
  Result<std::vector<ArticleId>> Articles(const std::string& prefix) const;

 private:
  Base base_;
  Rows changes_;
};

}  // namespace kg
