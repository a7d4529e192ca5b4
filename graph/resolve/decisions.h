// People's decisions as resolution applies them: which nodes each one names,
// given the articles that are there. A decision whose local entities are gone
// rests until they come back. One thread.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graph/facts/facts.h"
#include "graph/resolve/name_key.h"
#include "graph/resolve/name_tables.h"

namespace kg {

class DecisionTable {
 public:
  struct Applied {
    uint32_t sequence = 0;
    Decision::Action action = Decision::Action::kMerge;
    std::vector<std::string> nodes;  // as listed, each once
    std::string name;                // of a rename
    bool operator==(const Applied&) const = default;
  };

  // The tables outlive it.
  DecisionTable(std::vector<Decision> decisions, const ResolveTables& tables);

  bool Names(const ArticleId& article) const {
    return named_.contains(article);
  }
  const std::set<ArticleId>& articles() const { return named_; }
  // What the article says now; null: it is gone.
  void Update(const ArticleId& article, const LocalFacts* facts);
  void Add(Decision decision);

  // The key of a local entity, as splits leave it. Reads no state of the table
  // but the last Refresh().
  ResolveKey KeyFor(const LocalEntity& entity, const ArticleId& article) const;
  // Works out what every decision means now. Gives the articles in which other
  // local entities stand alone than before.
  std::set<ArticleId> Refresh();
  // By sequence.
  const std::vector<Applied>& applied() const { return applied_; }

 private:
  struct Local {
    std::string node;    // without any split
    std::string alone;   // its own node, where one sets it apart
    uint32_t begin = 0;  // of its first mention
  };
  using LocalId = std::pair<ArticleId, uint32_t>;

  std::vector<const Local*> Found(const Decision& decision) const;
  std::set<std::string> AloneNodes() const;

  const ResolveTables& tables_;
  std::vector<Decision> decisions_;  // by sequence
  std::set<ArticleId> named_;
  std::map<LocalId, Local> locals_;  // by article and begin of any mention
  std::set<std::string> alone_;
  std::vector<Applied> applied_;
};

// The local entity that has a mention there, rather as its first; null for
// none.
const LocalEntity* FindLocal(const LocalFacts& facts, uint32_t mention_begin);

}  // namespace kg
