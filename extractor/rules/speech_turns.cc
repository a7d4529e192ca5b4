#include "extractor/rules/speech_turns.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/unicode.h"
#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/speech_sources.h"

namespace kg {
namespace {

constexpr uint32_t kLongestLabel = 5;
// With what follows the name: "LEE, HOST OF THE SHOW (on camera)".
constexpr uint32_t kLongestIntroduction = 14;
// Paragraphs of one turn without a label of their own.
constexpr size_t kLongestTurn = 6;
// Words before the handle of a forwarded post: "RT", ".".
constexpr uint32_t kLongestForward = 2;
// Fewer paragraphs that open so are headlines, or lists.
constexpr uint32_t kFewestTurns = 3;
constexpr uint8_t kTurnConfidence = 85;
constexpr uint8_t kPostConfidence = 85;
constexpr std::string_view kPerson = "Person";

bool IsShouted(const std::string& form) {
  bool letter = false;
  for (size_t at = 0; at < form.size();) {
    const CodePoint c = DecodeAt(form, at);
    if (IsLower(c.value)) return false;
    letter = letter || IsUpper(c.value);
    at += c.bytes;
  }
  return letter;
}

// What opens a turn of a transcript and says whose it is.
struct Label {
  uint32_t end = 0;       // of its words, in the first sentence; 0: no label
  uint32_t name_end = 0;  // of those that name the speaker
  bool shouted = false;
  bool listed = false;    // of speech_labels.tsv: names nobody
  bool lettered = false;  // "A.", which may be an initial
  std::string text;
};

// The colon after a name that ends at `t`; between stands nothing but brackets,
// and words in capitals after a comma. 0 where there is none.
uint32_t ColonAfter(const Tree& tree, uint32_t t) {
  const bool shouted = IsShouted(tree.token(t - 1).form);
  const auto limit = std::min<uint32_t>(tree.size(), t + kLongestIntroduction);
  bool bracket = false;
  bool comma = false;
  for (; t < limit; ++t) {
    const std::string& form = tree.token(t).form;
    if (form == ":" && !bracket) return t;
    bracket |= form == "(";
    comma |= form == "," && shouted;
    const bool named =
        comma && (IsShouted(form) || tree.token(t).upos == "PUNCT");
    if (!bracket && !named) return 0;
    bracket &= form != ")";
  }
  return 0;
}

// "Q. Will you appeal?"
Label LetterLabelOf(const Analysis& analysis, const Tree& tree) {
  Label label;
  if (tree.size() == 0) return label;
  const std::string& first = tree.token(0).form;
  const bool joined = first.size() == 2 && first[1] == '.';
  const bool apart =
      first.size() == 1 && tree.size() > 1 && tree.token(1).form == ".";
  if (!joined && !apart) return label;
  label.text = ToLower(first.substr(0, 1));
  label.lettered = label.listed =
      analysis.words().table("speech_labels").Has(label.text);
  if (label.listed) label.end = joined ? 1 : 2;
  return label;
}

Label LabelOf(const Analysis& analysis, uint32_t sentence) {
  const Tree& tree = analysis.tree(sentence);
  Label label;
  label.shouted = true;
  uint32_t t = 0;
  for (; t < tree.size() && t <= kLongestLabel; ++t) {
    const Token& token = tree.token(t);
    if (token.form == ":" || token.form == "(" || token.form == ",") break;
    const bool name = token.upos == "PROPN" || IsShouted(token.form) ||
                      (t > 0 && token.form == ".");
    label.shouted = label.shouted && (IsShouted(token.form) || t > 0);
    if (!name && t > 0) return {};
    label.text += (t > 0 ? " " : "") + tree.word(t);
  }
  if (t == 0 || t > kLongestLabel || t == tree.size()) return {};
  const uint32_t colon = ColonAfter(tree, t);
  if (colon == 0 || colon + 1 >= tree.size()) return {};
  label.listed = analysis.words().table("speech_labels").Has(label.text);
  const Token& first = tree.token(0);
  if (!label.listed && first.upos != "PROPN" && !IsShouted(first.form)) {
    return {};
  }
  label.name_end = t;
  label.end = colon + 1;
  return label;
}

// The part of a label that names its speaker: "MR. LEE" -> LEE.
uint32_t NameOf(const Analysis& analysis, uint32_t sentence, uint32_t end) {
  const Tree& tree = analysis.tree(sentence);
  for (uint32_t t = 0; t < end; ++t) {
    if (NameTag(tree.token(t)) == kPerson) return t;
  }
  return end - 1;
}

Speech MakeTurn(const Analysis& analysis, const Range& passage) {
  Speech speech;
  speech.content = {passage};
  speech.heads = MainPredicates(analysis, passage);
  const bool asks = analysis.At(passage.begin).sentence ==
                        analysis.At(passage.end - 1).sentence &&
                    analysis.token(passage.end - 1).form == "?";
  speech.act = analysis.words().Structure(asks ? "question" : "speech");
  speech.form = QuoteForm::kDirect;
  speech.confidence = kTurnConfidence;
  return speech;
}

class TurnFinder {
 public:
  explicit TurnFinder(const Analysis& analysis) : analysis_(analysis) {}

  std::vector<Speech> Run() && {
    for (uint32_t s = 0; s < analysis_.sentences();) {
      const Range paragraph = ParagraphSentences(analysis_, s);
      AddLabel(paragraph);
      AddPost(paragraph);
      AddForwarded(paragraph);
      s = paragraph.end;
    }
    if (IsTranscript()) {
      for (size_t i = 0; i < turns_.size(); ++i) AddTurn(i);
    }
    return std::move(out_);
  }

 private:
  struct Turn {
    Range paragraph;  // sentences
    Label label;
  };

  void AddLabel(const Range& paragraph) {
    ++paragraphs_;
    Label label = LabelOf(analysis_, paragraph.begin);
    if (label.end == 0) {
      label = LetterLabelOf(analysis_, analysis_.tree(paragraph.begin));
    }
    if (label.end == 0) return;
    ++counts_[label.text];
    turns_.push_back({paragraph, std::move(label)});
  }

  // Several turns, of which some are marked as such or one speaks twice. A
  // letter alone may be somebody's initial; two that take turns are none.
  bool IsTranscript() {
    std::unordered_set<std::string> letters;
    for (const Turn& turn : turns_) {
      if (turn.label.lettered) letters.insert(turn.label.text);
    }
    if (letters.size() < 2) {
      std::erase_if(turns_,
                    [](const Turn& turn) { return turn.label.lettered; });
    }
    uint32_t sure = 0;
    for (const Turn& turn : turns_) {
      const bool again = counts_.at(turn.label.text) > 1;
      sure += (turn.label.listed || turn.label.shouted || again) ? 1 : 0;
    }
    return sure >= kFewestTurns;
  }

  // What the speaker goes on to say in paragraphs without a label, up to the
  // next one's. Elsewhere they may be the article's own.
  std::vector<Range> Continued(size_t i) const {
    std::vector<Range> passages;
    if (i + 1 == turns_.size() || turns_.size() * 2 < paragraphs_) return {};
    const uint32_t end = turns_[i + 1].paragraph.begin;
    for (uint32_t s = turns_[i].paragraph.end; s < end;) {
      const Range paragraph = ParagraphSentences(analysis_, s);
      const Range all = PositionsOf(analysis_, paragraph);
      const std::string& first = analysis_.token(all.begin).form;
      if (first != "(" && first != "[") passages.push_back(all);
      s = paragraph.end;
    }
    return passages.size() <= kLongestTurn ? passages : std::vector<Range>();
  }

  // "LEE: Professor Holm?"
  bool CallsOnly(const Range& passage) const {
    for (uint32_t p = passage.begin; p < passage.end; ++p) {
      const std::string& upos = analysis_.token(p).upos;
      if (upos != "PROPN" && upos != "PUNCT") return false;
    }
    return true;
  }

  void AddTurn(size_t i) {
    const auto& [paragraph, label] = turns_[i];
    const Range all = PositionsOf(analysis_, paragraph);
    const Range passage = {all.begin + label.end, all.end};
    if (CallsOnly(passage)) return;
    Speech speech = MakeTurn(analysis_, passage);
    for (const Range& more : Continued(i)) {
      speech.content.push_back(more);
      for (const uint32_t head : MainPredicates(analysis_, more)) {
        speech.heads.push_back(head);
      }
    }
    if (!label.listed) {
      speech.speaker =
          all.begin + NameOf(analysis_, paragraph.begin, label.name_end);
    }
    speech.label = {all.begin, passage.begin};
    speech.fixed_speaker = true;
    speech.rule = "transcript";
    out_.push_back(std::move(speech));
  }

  // "RT @annlee: We will appeal." tells no name, but that another says it.
  void AddForwarded(const Range& paragraph) {
    const Range all = PositionsOf(analysis_, paragraph);
    uint32_t p = all.begin;
    while (p < all.end && p < all.begin + kLongestForward &&
           analysis_.token(p).form[0] != '@') {
      if (!IsShouted(analysis_.token(p).form) && analysis_.token(p).form != ".")
        return;
      ++p;
    }
    if (p + 2 >= all.end || analysis_.token(p).form[0] != '@' ||
        analysis_.token(p + 1).form != ":") {
      return;
    }
    Speech speech = MakeTurn(analysis_, {p + 2, all.end});
    speech.fixed_speaker = true;
    speech.rule = "post";
    out_.push_back(std::move(speech));
  }

  // "We will appeal. — Ann Lee (@annlee) May 3, 2019".
  void AddPost(const Range& paragraph) {
    const Range all = PositionsOf(analysis_, paragraph);
    for (uint32_t p = all.begin + 2; p + 1 < all.end; ++p) {
      const std::string& handle = analysis_.token(p).form;
      if (handle.empty() || handle[0] != '@' ||
          analysis_.token(p - 1).form != "(") {
        continue;
      }
      uint32_t name = p - 1;
      const uint32_t first =
          std::max(all.begin, p - std::min(p, kLongestLabel + 2));
      while (name > first && !IsDashMark(analysis_.token(name - 1))) --name;
      if (name <= first || name + 1 >= p || name - 1 <= all.begin) continue;
      const Range passage = {all.begin, name - 1};
      Speech speech = MakeTurn(analysis_, passage);
      speech.speaker = name;
      speech.fixed_speaker = true;
      speech.rule = "post";
      speech.confidence = kPostConfidence;
      out_.push_back(std::move(speech));
      return;
    }
  }

  const Analysis& analysis_;
  std::vector<Turn> turns_;
  size_t paragraphs_ = 0;
  std::unordered_map<std::string, uint32_t> counts_;
  std::vector<Speech> out_;
};

}  // namespace

std::vector<Speech> FindTurns(const Analysis& analysis) {
  return TurnFinder(analysis).Run();
}

}  // namespace kg
