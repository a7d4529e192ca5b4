// GraphWriter: the one way to change what a store says. Works out which
// entities an article's local entities are and which articles are near-copies,
// and commits an article together with all that it changes elsewhere, in one
// batch. Any history ends in the bytes of a fresh run. Not thread-safe.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/status.h"
#include "graph/facts/facts.h"
#include "graph/resolve/decisions.h"
#include "graph/resolve/index.h"
#include "graph/resolve/name_tables.h"
#include "graph/resolve/near_copies.h"
#include "graph/resolve/resolver.h"
#include "graph/store/store.h"
#include "lexicon/lexicon.h"

namespace kg {

// An article's new facts; nothing: it goes.
struct ArticleUpdate {
  ArticleId id;
  std::optional<LocalFacts> facts;  // canonical
};

// What the rows of resolution were made with: rules and tables.
std::string ResolveVersion(const Lexicon& lexicon);

class GraphWriter {
 public:
  // Store and lexicon outlive it. Resolves everything again where the store
  // was resolved with other rules or tables, which takes a while.
  static Result<std::unique_ptr<GraphWriter>> Open(Store* store,
                                                   const Lexicon& lexicon);

  // One atomic batch; of several updates of one article the last counts.
  Status Commit(std::vector<ArticleUpdate> updates);
  // Records the decision and applies it. InvalidInput where another one has its
  // number.
  Status Decide(const Decision& decision);

 private:
  struct Change {
    std::optional<StoredArticle> before;
    std::vector<ResolveKey> keys_before;
    std::optional<LocalFacts> now;
    std::vector<ResolveKey> keys;
  };
  using Changes = std::map<ArticleId, Change>;

  GraphWriter(Store* store, const Lexicon& lexicon);
  // What decisions mean for the articles that are there.
  Status ReadDecided();
  // Makes the index anew, an article at a time.
  Status ResolveAgain(const std::string& version);
  Status Apply(Changes changes);
  Result<Changes> Gather(std::vector<ArticleUpdate> updates);
  // Sets keys, and adds articles in which splits now tell other local entities
  // apart. Gives the nodes that decisions name otherwise than before.
  Result<std::set<std::string>> ApplyDecisions(Changes* changes);
  Status Write(Changes changes, const std::set<std::string>& touched,
               const std::optional<Decision>& decision);
  Status AddElsewhere(const std::set<ArticleId>& articles,
                      const Changes& changes, const NearCopies& copies,
                      Resolver* resolver, CommitBatch* batch);
  std::vector<ResolveKey> KeysOf(const LocalFacts& facts) const;

  Store* store_;
  ResolveTables tables_;
  std::unique_ptr<DecisionTable> decisions_;
  ResolveIndex index_;
};

}  // namespace kg
