#include "extractor/rules/speech_sources.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "extractor/rules/clause_kinds.h"

namespace kg {
namespace {

// "Public health expert Dr. Ann Lee to the Evening Journal".
constexpr uint32_t kLongestSignature = 14;
// Sentences looked at to either side; bounds the work in a text of one line.
constexpr uint32_t kLongestParagraph = 100;
// "'A Matter of Time'".
constexpr uint32_t kLongestHeading = 12;
constexpr std::string_view kDashes[] = {
    "-", "--", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x95", "~"};
constexpr std::string_view kPerson = "Person";

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
  while (range.begin < range.end && IsDashMark(analysis.token(range.begin))) {
    ++range.begin;
  }
  return range.begin;
}

}  // namespace

bool IsDashMark(const Token& token) {
  return std::find(std::begin(kDashes), std::end(kDashes), token.form) !=
         std::end(kDashes);
}

Range PositionsOf(const Analysis& analysis, const Range& sentences) {
  return {analysis.SentenceBegin(sentences.begin),
          analysis.SentenceBegin(sentences.end)};
}

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
    rest = PositionsOf(analysis, ParagraphSentences(analysis, paragraph.end));
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
    // "the question he got: '…'": not his.
    if (tree.Relation(clause.head) == "acl:relcl") return std::nullopt;
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

bool IsHeading(const Analysis& analysis, uint32_t sentence) {
  const Range paragraph = ParagraphSentences(analysis, sentence);
  const Tree& tree = analysis.tree(sentence);
  if (paragraph.end - paragraph.begin != 1 || tree.size() > kLongestHeading) {
    return false;
  }
  uint32_t end = tree.size();
  while (end > 0 && IsQuotationMark(tree.token(end - 1))) --end;
  return end > 0 && tree.token(end - 1).upos != "PUNCT";
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
