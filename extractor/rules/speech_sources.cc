#include "extractor/rules/speech_sources.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/unicode.h"
#include "extractor/rules/clause_kinds.h"

namespace kg {
namespace {

// "Public health expert Dr. Ann Lee to the Evening Journal".
constexpr uint32_t kLongestSignature = 14;
constexpr uint32_t kLongestLabel = 5;
// Sentences looked at to either side; bounds the work in a text of one line.
constexpr uint32_t kLongestParagraph = 100;
// Fewer paragraphs that open so are headlines, or lists.
constexpr uint32_t kFewestTurns = 3;
constexpr uint8_t kTurnConfidence = 85;
constexpr uint8_t kPostConfidence = 85;
constexpr std::string_view kDashes[] = {
    "-", "--", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x95", "~"};
constexpr std::string_view kPerson = "Person";

bool IsDash(const Token& token) {
  return std::find(std::begin(kDashes), std::end(kDashes), token.form) !=
         std::end(kDashes);
}

bool IsPerson(const Token& token) { return NameTag(token) == kPerson; }

bool IsPredicate(const Token& token) {
  return token.upos == "VERB" || token.upos == "AUX" || token.upos == "PRON";
}

bool EndsThought(const std::string& form) {
  return form == "." || form == "!" || form == "?" || form == "..." ||
         form == "\xE2\x80\xA6";
}

// The first token of a person's name in a range that has no predicate.
std::optional<uint32_t> LonePerson(const Analysis& analysis,
                                   const Range& range) {
  if (range.begin >= range.end || range.end - range.begin > kLongestSignature) {
    return std::nullopt;
  }
  std::optional<uint32_t> person;
  for (uint32_t p = range.begin; p < range.end; ++p) {
    const Token& token = analysis.token(p);
    if (IsPredicate(token) || IsQuotationMark(token)) return std::nullopt;
    if (!person && IsPerson(token)) person = p;
  }
  return person;
}

uint32_t SkipDashes(const Analysis& analysis, Range range) {
  while (range.begin < range.end && IsDash(analysis.token(range.begin))) {
    ++range.begin;
  }
  return range.begin;
}

Range Tokens(const Analysis& analysis, const Range& sentences) {
  return {analysis.SentenceBegin(sentences.begin),
          analysis.SentenceBegin(sentences.end)};
}

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

// What stands before the colon that opens a paragraph.
struct Label {
  uint32_t end = 0;  // of its words, in the first sentence; 0: no label
  bool shouted = false;
  bool listed = false;  // of speech_labels.tsv: names nobody
  std::string text;
};

Label LabelOf(const Analysis& analysis, uint32_t sentence) {
  const Tree& tree = analysis.tree(sentence);
  Label label;
  label.shouted = true;
  uint32_t t = 0;
  for (; t < tree.size() && t <= kLongestLabel; ++t) {
    const Token& token = tree.token(t);
    if (token.form == ":") break;
    const bool name = token.upos == "PROPN" || IsShouted(token.form) ||
                      (t > 0 && token.form == ".");
    label.shouted = label.shouted && (IsShouted(token.form) || t > 0);
    if (!name && t > 0) return {};
    label.text += (t > 0 ? " " : "") + tree.word(t);
  }
  if (t == 0 || t > kLongestLabel || t + 1 >= tree.size() ||
      tree.token(t).form != ":") {
    return {};
  }
  label.listed = analysis.words().table("speech_labels").Has(label.text);
  const Token& first = tree.token(0);
  if (!label.listed && first.upos != "PROPN" && !IsShouted(first.form)) {
    return {};
  }
  label.end = t;
  return label;
}

// The part of a label that names its speaker: "MR. LEE" -> LEE.
uint32_t NameOf(const Analysis& analysis, uint32_t sentence, uint32_t end) {
  const Tree& tree = analysis.tree(sentence);
  for (uint32_t t = 0; t < end; ++t) {
    if (IsPerson(tree.token(t))) return t;
  }
  return end - 1;
}

Speech MakeTurn(const Analysis& analysis, const Range& passage) {
  Speech speech;
  speech.act = analysis.words().Structure("speech");
  speech.content = {passage};
  speech.heads = MainPredicates(analysis, passage);
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
      s = paragraph.end;
    }
    if (IsTranscript()) {
      for (const auto& [paragraph, label] : labels_) {
        AddTurn(paragraph, label);
      }
    }
    return std::move(out_);
  }

 private:
  void AddLabel(const Range& paragraph) {
    Label label = LabelOf(analysis_, paragraph.begin);
    if (label.end == 0) return;
    ++counts_[label.text];
    labels_.emplace_back(paragraph, std::move(label));
  }

  // Several turns, of which some are marked as such or one speaks twice.
  bool IsTranscript() const {
    uint32_t sure = 0;
    for (const auto& [paragraph, label] : labels_) {
      const bool again = counts_.at(label.text) > 1;
      sure += (label.listed || label.shouted || again) ? 1 : 0;
    }
    return sure >= kFewestTurns;
  }

  void AddTurn(const Range& paragraph, const Label& label) {
    const Range all = Tokens(analysis_, paragraph);
    const Range passage = {all.begin + label.end + 1, all.end};
    if (passage.begin >= passage.end) return;
    Speech speech = MakeTurn(analysis_, passage);
    if (!label.listed) {
      speech.speaker =
          all.begin + NameOf(analysis_, paragraph.begin, label.end);
    }
    speech.fixed_speaker = true;
    speech.rule = "transcript";
    out_.push_back(std::move(speech));
  }

  // "We will appeal. — Ann Lee (@annlee) May 3, 2019".
  void AddPost(const Range& paragraph) {
    const Range all = Tokens(analysis_, paragraph);
    for (uint32_t p = all.begin + 2; p + 1 < all.end; ++p) {
      const std::string& handle = analysis_.token(p).form;
      if (handle.empty() || handle[0] != '@' ||
          analysis_.token(p - 1).form != "(") {
        continue;
      }
      uint32_t name = p - 1;
      const uint32_t first =
          std::max(all.begin, p - std::min(p, kLongestLabel + 2));
      while (name > first && !IsDash(analysis_.token(name - 1))) --name;
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
  std::vector<std::pair<Range, Label>> labels_;
  std::unordered_map<std::string, uint32_t> counts_;
  std::vector<Speech> out_;
};

}  // namespace

Range ParagraphSentences(const Analysis& analysis, uint32_t sentence) {
  const auto& sentences = analysis.document().sentences;
  const auto count = static_cast<uint32_t>(sentences.size());
  const uint32_t earliest = sentence - std::min(sentence, kLongestParagraph);
  const uint32_t latest = std::min(count, sentence + 1 + kLongestParagraph);
  uint32_t first = sentence;
  uint32_t last = sentence + 1;
  while (first > earliest && !sentences[first].starts_paragraph) --first;
  while (last < latest && !sentences[last].starts_paragraph) ++last;
  return {first, last};
}

std::optional<uint32_t> SignatureAfter(const Analysis& analysis,
                                       const Quotation& quotation) {
  if (!quotation.closed || !quotation.clausal) return std::nullopt;
  const uint32_t last = quotation.range.end - 1;
  const Range paragraph =
      ParagraphSentences(analysis, analysis.At(last).sentence);
  Range rest = {last + 1, analysis.SentenceBegin(paragraph.end)};
  const bool below = rest.begin >= rest.end;
  if (below) {  // a line of its own, after a dash
    if (paragraph.end >= analysis.sentences()) return std::nullopt;
    rest = Tokens(analysis, ParagraphSentences(analysis, paragraph.end));
  }
  const uint32_t begin = SkipDashes(analysis, rest);
  const bool dash = begin > rest.begin;
  if (below && !dash) return std::nullopt;
  const auto person = LonePerson(analysis, {begin, rest.end});
  if (!person || dash) return person;
  const bool whole = last > 0 && EndsThought(analysis.token(last - 1).form);
  return whole && *person == begin ? person : std::nullopt;
}

std::optional<uint32_t> AnnouncedSpeaker(const Analysis& analysis,
                                         const Quotation& quotation) {
  const uint32_t begin = quotation.range.begin;
  if (begin < 2 || analysis.token(begin - 1).form != ":") return std::nullopt;
  const TokenAt colon = analysis.At(begin - 1);
  const Tree& tree = analysis.tree(colon.sentence);
  const SentenceClauses& clauses = analysis.clauses(colon.sentence);
  for (const Clause& clause : clauses.clauses) {  // governors come first
    if (clause.head >= colon.token) continue;
    if (!clause.subject || *clause.subject >= colon.token || clause.passive) {
      return std::nullopt;
    }
    const Token& subject = tree.token(*clause.subject);
    const bool pronoun = subject.upos == "PRON" &&
                         analysis.words().PronounCell(
                             tree.word(*clause.subject), "person") == "3";
    if (!IsPerson(subject) && !pronoun) return std::nullopt;
    return analysis.Position(colon.sentence, *clause.subject);
  }
  const uint32_t first = analysis.SentenceBegin(colon.sentence);
  return LonePerson(analysis, {first, begin - 1});
}

std::vector<Speech> FindTurns(const Analysis& analysis) {
  return TurnFinder(analysis).Run();
}

std::vector<uint32_t> MainPredicates(const Analysis& analysis,
                                     const Range& passage) {
  std::vector<uint32_t> heads;
  for (uint32_t p = passage.begin; p < passage.end; ++p) {
    const TokenAt at = analysis.At(p);
    const Tree& tree = analysis.tree(at.sentence);
    if (analysis.clauses(at.sentence).At(at.token) == nullptr) continue;
    const int32_t head = tree.Head(at.token);
    const bool main = head < 0 || tree.Is(at.token, "conj") ||
                      !passage.Has(analysis.Position(
                          at.sentence, static_cast<uint32_t>(head)));
    if (main) heads.push_back(p);
  }
  return heads;
}

}  // namespace kg
