// JSON Lines of local facts (scope `articles`): writing and reading. Keys and
// meaning: docs/interchange.md, one table of keys in jsonl_schema.cc. Offsets
// are code points outside, bytes inside; of an article without text they are
// code points inside too.
//
// Local ids as written: an entity is "{article id}/e{index}", a relation
// "…/r{index}", a claim "…/c{index}", so that they are unique in a file.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/status.h"
#include "graph/facts/facts.h"

namespace kg {

// The header line of a scope ("articles" or "graph"), with its newline.
std::string JsonLinesHeader(std::string_view scope);

struct FactsWriteOptions {
  bool with_text = true;
};
// All lines of one article's group: the article line, then entities, mentions,
// relations, claims. The same bytes for the same canonical facts.
std::string WriteFacts(const LocalFacts& facts,
                       const FactsWriteOptions& options = {});

// Finds the article that a decision names; NotFound for one that is gone.
using ArticleLookup = std::function<Result<Article>(const ArticleId&)>;

// A decision's line. Offsets into articles that are gone stay as they are.
Result<std::string> WriteDecision(const Decision& decision,
                                  const ArticleLookup& article_of);
// FactsReader gives decisions with offsets in code points, since it keeps no
// text of an earlier group; this makes bytes of them.
Result<Decision> DecisionToBytes(Decision decision,
                                 const ArticleLookup& article_of);

// A JSON string literal with quotes, escaped no more than JSON asks; ill-formed
// UTF-8 becomes U+FFFD.
std::string JsonQuote(std::string_view text);

// Reads JSON Lines of scope `articles` line by line. Give it lines in order,
// then Finish(). Not thread-safe.
class FactsReader {
 public:
  struct Sink {
    // A whole, canonical group.
    std::function<Status(LocalFacts)> on_facts;
    std::function<Status(Decision)> on_decision;
    // A group or line that was refused: "file:line: reason". The rest of that
    // group is skipped.
    std::function<void(const Status&)> on_refused;
  };
  // `file` is for messages.
  FactsReader(std::string file, Sink sink);
  ~FactsReader();
  // Fails only where reading cannot go on: no header, a header of another
  // version or of scope `graph`, or a failing sink.
  Status Line(std::string_view line);
  // Ends the last group. A file without any line is no failure.
  Status Finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kg
