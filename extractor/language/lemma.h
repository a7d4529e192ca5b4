// Lemmas from edit scripts. docs/model-file.md, "Labels", has their grammar.
// Immutable, thread-safe.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"

namespace kg {

struct LemmaScript {
  enum class Case { kKeep, kLower, kTitle, kReplace };
  Case casing = Case::kKeep;
  std::string cut;     // the ending that the word must have and loses
  std::string ending;  // put on instead; with kReplace the lemma itself
};

// InvalidInput for a text that is no script.
Result<LemmaScript> ParseLemmaScript(const std::string& text);

// The lemma; nothing if the script is not for this word: it ends otherwise, or
// would be left empty.
std::optional<std::string> ApplyLemmaScript(const LemmaScript& script,
                                            std::string_view form);

// The lemma by the script with the highest score among those that apply, the
// form in lower case if there is none. scores: one for each script.
std::string BestLemma(std::span<const LemmaScript> scripts,
                      std::span<const float> scores, std::string_view form);

}  // namespace kg
