// Facts as compact lines for tables of tests: "Australia -bans-> Acme [owner]",
// "Guo -denies-> backdoor (claim) [denial]".
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "graph/facts/facts.h"

namespace kg {

inline std::string EndText(const LocalFacts& facts, const LocalEnd& end) {
  if (const auto* entity = std::get_if<uint32_t>(&end)) {
    return facts.entities[*entity].name;
  }
  const Literal& literal = std::get<Literal>(end);
  return '"' + literal.value +
         (literal.unit.empty() ? "" : ' ' + literal.unit) + '"';
}

inline std::string MarksText(const std::vector<std::string>& marks) {
  std::string out;
  for (const std::string& mark : marks) {
    if (mark.empty()) continue;
    out += (out.empty() ? " [" : ", ") + mark;
  }
  return out.empty() ? out : out + ']';
}

inline std::string RelationText(const LocalFacts& facts,
                                const LocalRelation& r) {
  const auto unless = [](auto value, auto usual) {
    return value == usual ? std::string() : std::string(NameOf(value));
  };
  return (r.subject ? facts.entities[*r.subject].name : std::string("?")) +
         " -" + r.predicate + "-> " + EndText(facts, r.object) +
         MarksText({unless(r.polarity, Polarity::kAffirmed),
                    unless(r.modality, Modality::kAsserted),
                    unless(r.standing, Standing::kStated), r.derived});
}

inline std::string ClaimText(const LocalFacts& facts, const LocalClaim& c) {
  std::string topics;
  std::vector<std::string> names;
  for (uint32_t topic : c.topics) names.push_back(facts.entities[topic].name);
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    topics += (topics.empty() ? "" : ", ") + name;
  }
  return (c.speaker ? facts.entities[*c.speaker].name : std::string("?")) +
         " -" + c.act + "-> " + topics + " (claim)" +
         MarksText({c.polarity == Polarity::kNegated ? "negated" : "",
                    c.form == QuoteForm::kIndirect
                        ? std::string()
                        : std::string(NameOf(c.form)),
                    c.derived});
}

// All relations and claims, sorted.
inline std::vector<std::string> FactLines(const LocalFacts& facts) {
  std::vector<std::string> lines;
  for (const LocalRelation& r : facts.relations) {
    lines.push_back(RelationText(facts, r));
  }
  for (const LocalClaim& c : facts.claims) lines.push_back(ClaimText(facts, c));
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace kg
