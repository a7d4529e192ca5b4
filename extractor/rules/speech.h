// Who says what: every attribution of a document, from verbs and nouns of
// saying, "according to", headlines and quotation marks. Names are resolved
// later (claims.h). Pure, linear in the document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/quotes.h"
#include "graph/facts/types.h"

namespace kg {

struct Speech {
  std::string act;                  // canonical; empty: no claim is made of it
  std::vector<Range> cue;           // may be empty
  std::optional<uint32_t> verb;     // position of the verb of saying
  std::optional<uint32_t> speaker;  // position of the phrase's head
  bool fixed_speaker = false;       // the text is plain; no model knows better
  std::optional<uint32_t> addressee;
  Range label;  // of a transcript's turn: the words that name its speaker
  std::vector<Range> content;
  std::vector<uint32_t> heads;  // positions: main predicates or nouns of it
  bool nominal = false;         // the content is a noun phrase
  QuoteForm form = QuoteForm::kIndirect;
  // False: the act is negated, planned or asked, so it makes no claim; the
  // content is still no fact.
  bool made = true;
  Polarity polarity = Polarity::kAffirmed;  // of the content's main clause
  std::optional<uint32_t> parent;           // whose content holds this one
  std::string rule;
  // Hundredths: the rule's alone, then the claim's (DropDoubtful of claims.h).
  uint8_t confidence = 0;
};

struct Speeches {
  std::vector<Speech> list;
  std::vector<int32_t> innermost;  // by position: whose content it is, or -1
  std::vector<bool> is_cue;        // by position
  std::vector<bool> is_quoted;     // by position: between quotation marks
  std::vector<bool> is_label;      // by position: names a turn's speaker
};

// Cues of one sentence with the content that its tree gives; also those whose
// content may be a quotation (content empty).
std::vector<Speech> FindCues(const Analysis& analysis, uint32_t sentence);

Speeches FindSpeeches(const Analysis& analysis,
                      const std::vector<Quotation>& quotations);

}  // namespace kg
