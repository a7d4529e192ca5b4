#include "extractor/language/layout.h"

#include <string_view>

namespace kg {
namespace {

// A quotation that nothing closes ends after so many words; in the training
// code, too.
constexpr uint32_t kLongestQuotation = 150;

struct MarkRow {
  std::string_view form;
  bool opens;
  bool closes;  // the mark that does both closes if a quotation is open
};
// Single quotes are left out: they are apostrophes as well.
constexpr MarkRow kMarks[] = {
    {"``", true, false},
    {"''", false, true},
    {"\"", true, true},
    {"\xE2\x80\x9C", true, false},
    {"\xE2\x80\x9D", false, true},
    {"\xE2\x80\x9E", true, false},
    {"\xC2\xAB", true, false},
    {"\xC2\xBB", false, true},
};

const MarkRow* FindMark(std::string_view form) {
  for (const MarkRow& row : kMarks) {
    if (row.form == form) return &row;
  }
  return nullptr;
}

}  // namespace

void SetLayouts(Document* document) {
  uint32_t left = 0;  // words that an open quotation may still have
  for (Sentence& sentence : document->sentences) {
    if (sentence.starts_paragraph) left = 0;
    for (Token& token : sentence.tokens) {
      const MarkRow* mark = FindMark(token.form);
      const bool opens =
          mark != nullptr && mark->opens && (!mark->closes || left == 0);
      if (opens) left = kLongestQuotation;
      token.layout = left > 0 ? kQuotedLayout : 0;
      const bool ends = mark != nullptr && mark->closes && !opens;
      left = ends || left == 0 ? 0 : left - 1;
    }
    if (sentence.starts_paragraph && !sentence.tokens.empty()) {
      sentence.tokens.front().layout |= kParagraphLayout;
    }
  }
}

}  // namespace kg
