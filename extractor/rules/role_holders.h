// Who holds a role that a noun names: "chairman Guo Ping", "Guo Ping,
// chairman", "Guo Ping is chairman". Borrows all it is given. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/ends.h"

namespace kg {

// A role noun with who holds it and how the sentence says so.
struct Holder {
  End end;
  uint8_t confidence = 0;
  std::string rule;
  const Clause* clause = nullptr;  // where a verb says it
};

// The coordinated noun that the others hang on.
uint32_t FirstConjunct(const Tree& tree, uint32_t t);

class RoleHolders {
 public:
  RoleHolders(const Analysis& analysis, uint32_t sentence, const Ends& ends)
      : words_(analysis.words()),
        sentence_(sentence),
        tree_(analysis.tree(sentence)),
        clauses_(analysis.clauses(sentence)),
        ends_(ends) {}

  // The named holders of the role whose noun is `t`.
  std::vector<Holder> Of(uint32_t t) const;

 private:
  uint32_t NearestConjunct(uint32_t first, uint32_t noun) const;
  void AddHolder(uint32_t token, uint8_t confidence, std::string rule,
                 const Clause* clause, std::vector<Holder>* holders) const;
  void AddNameBeside(uint32_t t, std::vector<Holder>* holders) const;
  bool NamesPerson(uint32_t t) const;
  void AddFromClause(uint32_t t, std::vector<Holder>* holders) const;
  bool GivesPosition(const Clause& clause) const;

  const Words& words_;
  const uint32_t sentence_;
  const Tree& tree_;
  const SentenceClauses& clauses_;
  const Ends& ends_;
};

}  // namespace kg
