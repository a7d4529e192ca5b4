// Rules over an annotated document: local facts. Pure, linear in the document,
// thread-safe.
#pragma once

#include <string>
#include <vector>

#include "extractor/language/document.h"
#include "extractor/rules/confidence.h"
#include "graph/facts/facts.h"
#include "lexicon/lexicon.h"

namespace kg {

// One open, uncanonised fact of a sentence as its words stand.
struct OpenTuple {
  struct Part {
    std::string role;  // subject, object, complement, time, place…
    std::string text;
    std::vector<Span> spans;
  };
  uint32_t sentence = 0;
  Part predicate;
  std::vector<Part> args;
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  uint8_t confidence = 0;
};

// Who says what, before names are resolved; for `kg annotate`.
struct Attribution {
  std::vector<Span> source;
  std::vector<Span> cue;
  std::vector<Span> content;
  std::string act;
};

struct DocumentMention {
  Span span;
  EntityType type = EntityType::kConcept;
  MentionForm form = MentionForm::kName;
  int32_t cluster = -1;  // mentions of one cluster corefer; -1: none
};

struct Extraction {
  LocalFacts facts;  // canonical
  std::vector<OpenTuple> tuples;
  std::vector<Attribution> attributions;
  std::vector<DocumentMention> mentions;
  std::vector<FoundFact> found;  // what the facts were chosen from
};

struct ExtractOptions {
  bool keep_doubtful = false;  // keep what is too little likely to be right
};

// `article` becomes facts.article. The document is of article.text.
Extraction Extract(Article article, const Document& document,
                   const Lexicon& lexicon, ExtractOptions options = {});

}  // namespace kg
