// Reads JSON Lines of scope `articles` from a string, for tests.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "graph/facts/jsonl.h"

namespace kg::testing {

inline constexpr char kHeader[] =
    R"({"kind":"header","format":"kg","version":1,"scope":"articles"})"
    "\n";
// "Ada Holm leads Vale." with a two-byte letter before, to tell bytes from
// characters.
inline constexpr char kArticle[] =
    R"({"kind":"article","id":"a1","path":"a.txt","title":"É","date":"2019-02-26","text":"É\n\nAda Holm leads Vale.","body":3})"
    "\n";

struct Outcome {
  std::vector<LocalFacts> facts;
  std::vector<Decision> decisions;
  std::vector<std::string> refused;
  Status status;
};

inline Outcome Read(const std::string& text) {
  Outcome out;
  FactsReader reader("f.jsonl", {[&](LocalFacts facts) {
                                   out.facts.push_back(std::move(facts));
                                   return Status();
                                 },
                                 [&](Decision decision) {
                                   out.decisions.push_back(std::move(decision));
                                   return Status();
                                 },
                                 [&](const Status& status) {
                                   out.refused.push_back(status.message());
                                 }});
  size_t begin = 0;
  while (begin < text.size() && out.status.ok()) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    out.status = reader.Line(std::string_view(text).substr(begin, end - begin));
    begin = end + 1;
  }
  if (out.status.ok()) out.status = reader.Finish();
  return out;
}

// One article and the lines that follow it.
inline Outcome ReadGroup(const std::string& lines) {
  return Read(std::string(kHeader) + kArticle + lines);
}

}  // namespace kg::testing
