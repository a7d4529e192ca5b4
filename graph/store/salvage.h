// Salvage: what can still be read of a damaged store's raw family, and the
// exchange of its database for a new one. Reads the first of these that opens:
// the live database, published checkpoints from the newest on, a database made
// of the tables alone; single articles also from the others. Only for the
// holder of the writer's lock. Changes nothing but a scratch folder of its own,
// until Replace().
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/status.h"
#include "graph/store/store.h"

namespace kg {

struct SalvagedArticle {
  LocalFacts facts;
  // Where it was found, if not with the others ("published/7"): perhaps an
  // earlier version of it.
  std::string from;
};

class Salvage {
 public:
  // `scratch` is a folder in the store, so that tables can be linked; what
  // stood there goes. Corrupt where nothing can be read; Unsupported for a
  // store of another format.
  static Result<std::unique_ptr<Salvage>> Open(const std::string& store,
                                               const std::string& scratch);
  ~Salvage();

  // What could not be opened or read, and what was read instead, for people.
  const std::vector<std::string>& damage() const;
  // Every article that is there or that something says was there, ascending.
  std::vector<ArticleId> Articles() const;
  // Corrupt where no place has all of it.
  Result<SalvagedArticle> Facts(const ArticleId& id) const;
  // "news/a.jsonl", with its record where it has one; "article 3f0a…" where
  // nothing names it any more.
  std::string NameOf(const ArticleId& id) const;

  const std::vector<Decision>& decisions() const;
  const std::vector<FileState>& files() const;
  const std::vector<Root>& roots() const;
  const std::optional<Manifest>& manifest() const;
  // Of decisions, files, roots and manifest: rows that are there and cannot be
  // understood, for people.
  const std::vector<std::string>& lost() const;

  // Closes all databases, then puts the database of the store at `fresh` into
  // the place of this one's by one exchange, and publishes it. The old database
  // goes, or, with `keep_old`, to the folder that is returned.
  Result<std::string> Replace(const std::string& fresh, bool keep_old);

 private:
  struct State;
  explicit Salvage(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kg
