#include "extractor/ingest/boilerplate.h"

#include <algorithm>

#include "base/unicode.h"
#include "extractor/ingest/galleries.h"
#include "extractor/ingest/link_cards.h"

namespace kg {
namespace {

// All chosen: longer lines are prose whatever they begin with.
constexpr size_t kLineBytes = 2000;
constexpr size_t kPrefixWords = 45;
constexpr size_t kLabelWords = 14;
constexpr size_t kContainedWords = 60;
constexpr size_t kTeaserWords = 22;
constexpr size_t kHeadlineWords = 8;  // of a teaser with a full stop
constexpr size_t kProseWords = 8;
constexpr size_t kBiographyLines = 3;  // how far from the end one may stand
constexpr size_t kNameWords = 5;
constexpr size_t kGroupBytes = 250;

bool IsAsciiAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9');
}

// Is there no word that goes on over this place?
bool IsWordBreak(std::string_view text, size_t at) {
  if (at == 0 || at >= text.size()) return true;
  const auto is_word = [](char c) {
    return IsAsciiAlnum(c) || c == '#' || static_cast<signed char>(c) < 0;
  };
  return !is_word(text[at - 1]) || !is_word(text[at]);
}

std::string FirstWord(std::string_view folded) {
  size_t end = 0;
  while (end < folded.size() && folded[end] != ' ' && folded[end] != ':') {
    ++end;
  }
  return std::string(folded.substr(0, end));
}

// Without the marks at its end: "Show comments »" is "show comments".
std::string WithoutTail(std::string folded) {
  while (!folded.empty() && !IsAsciiAlnum(folded.back()) &&
         folded.back() != '#' && static_cast<signed char>(folded.back()) >= 0) {
    folded.pop_back();
  }
  return folded;
}

bool HasQuote(std::string_view folded) {
  return folded.find('"') != std::string_view::npos;
}

// "Read more books, she said." is prose, "Read more here…" is none.
bool IsFullSentence(std::string_view line) {
  return EndsSentence(line) && !line.ends_with("...") &&
         !line.ends_with("\xE2\x80\xA6") && !line.ends_with('!');
}

bool IsProse(const std::string& line) {
  return CountWords(line) >= kProseWords && EndsSentence(line);
}

bool IsTeaser(const std::string& line) {
  const size_t words = CountWords(line);
  return words <= (IsFullSentence(line) ? kHeadlineWords : kTeaserWords);
}

// Folded, runs of digits '#'.
std::string FoldDigits(std::string_view line) {
  const std::string folded = FoldTerm(line);
  std::string out;
  out.reserve(folded.size());
  bool digits = false;
  for (size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    if (c >= '0' && c <= '9') {
      if (!digits) out += '#';
      digits = true;
      continue;
    }
    const bool inside = (c == '.' || c == ',') && digits &&
                        i + 1 < folded.size() && folded[i + 1] >= '0' &&
                        folded[i + 1] <= '9';
    if (inside) continue;
    digits = false;
    out += c;
  }
  return out;
}

}  // namespace

std::string BoilerplateForm(std::string_view line) {
  std::string out = FoldDigits(line);
  size_t begin = 0;
  while (begin < out.size()) {
    const CodePoint c = DecodeAt(out, begin);
    const bool mark =
        IsPunctuation(c.value) || IsSymbol(c.value) || IsSpace(c.value);
    if (!mark || c.value == U'#' || c.value == U'"' || c.value == U'\'' ||
        c.value == 0xA9) {  // the copyright sign
      break;
    }
    begin += c.bytes;
  }
  out.erase(0, begin);
  return out;
}

BoilerplateFilter::BoilerplateFilter(const Lexicon& lexicon) {
  const Table& table = lexicon.table("ingest_boilerplate");
  const size_t pattern = table.Column("pattern");
  const size_t kind = table.Column("kind");
  const std::unordered_map<std::string_view, std::unordered_set<std::string>*>
      whole = {{"line", &lines_},
               {"cut", &cuts_},
               {"block", &blocks_},
               {"agency", &agencies_}};
  const std::unordered_map<std::string_view, ByFirstWord*> beginnings = {
      {"prefix", &prefixes_},
      {"label", &labels_},
      {"group", &groups_},
      {"credit", &credits_},
      {"block-label", &block_labels_}};
  const std::unordered_map<std::string_view, std::vector<std::string>*> inner =
      {{"contains", &contained_},       {"bio-verb", &biography_verbs_},
       {"bio-word", &biography_words_}, {"bio-trade", &biography_trades_},
       {"gallery", &galleries_},        {"gallery-head", &gallery_heads_}};
  for (const Table::Row& row : table.rows()) {
    for (std::string_view text : Alternatives(row[pattern])) {
      if (row[kind] == "card-end") card_ends_.insert(std::string(text));
      const std::string form = BoilerplateForm(text);
      if (const auto at = whole.find(row[kind]); at != whole.end()) {
        at->second->insert(WithoutTail(form));
      } else if (const auto by = beginnings.find(row[kind]);
                 by != beginnings.end()) {
        (*by->second)[FirstWord(form)].push_back(form);
      } else if (const auto in = inner.find(row[kind]); in != inner.end()) {
        in->second->push_back(FoldDigits(text));
      }
    }
  }
}

bool BoilerplateFilter::BeginsWithAny(const ByFirstWord& patterns,
                                      const std::string& folded) const {
  const auto found = patterns.find(FirstWord(folded));
  if (found == patterns.end()) return false;
  return std::any_of(found->second.begin(), found->second.end(),
                     [&](const std::string& pattern) {
                       return folded.compare(0, pattern.size(), pattern) == 0 &&
                              IsWordBreak(folded, pattern.size());
                     });
}

bool BoilerplateFilter::ContainsAny(const std::string& folded) const {
  for (const std::string& pattern : contained_) {
    for (size_t at = folded.find(pattern); at != std::string::npos;
         at = folded.find(pattern, at + 1)) {
      if (IsWordBreak(folded, at) && IsWordBreak(folded, at + pattern.size())) {
        return true;
      }
    }
  }
  return false;
}

BoilerplateFilter::Verdict BoilerplateFilter::Judge(
    const std::string& line) const {
  const size_t words = CountWords(line);
  if (line.size() > kLineBytes || words > kContainedWords)
    return Verdict::kKeep;
  const std::string folded = BoilerplateForm(line);
  if (folded.empty()) return Verdict::kDrop;  // "***", "• • •"
  const std::string bare = WithoutTail(folded);
  if (cuts_.count(bare) != 0) return Verdict::kCut;
  if (blocks_.count(bare) != 0) return Verdict::kDropBlock;
  if (lines_.count(bare) != 0) return Verdict::kDrop;
  if (words <= kPrefixWords && BeginsWithAny(prefixes_, folded)) {
    return Verdict::kDrop;
  }
  if (words <= kLabelWords && !IsFullSentence(line) &&
      BeginsWithAny(labels_, folded)) {
    return Verdict::kDrop;
  }
  if (words <= kLabelWords && !IsFullSentence(line) &&
      BeginsWithAny(block_labels_, folded)) {
    return Verdict::kDropBlock;
  }
  if (!HasQuote(folded) && ContainsAny(folded)) return Verdict::kDrop;
  return Verdict::kKeep;
}

// One to so many words, each with a capital: somebody's name.
bool IsNameLike(std::string_view text) {
  size_t words = 0;
  for (size_t at = 0; at < text.size(); ++words) {
    if (!IsUpper(DecodeAt(text, at).value)) return false;
    at = std::min(text.find(' ', at), text.size());
    at = std::min(text.find_first_not_of(' ', at), text.size());
  }
  return words > 0 && words <= kNameWords;
}

// "Jo Roe/Staff Ann Lee greets Bob Ray": the credit comes first.
bool BoilerplateFilter::OpensWithCredit(std::string_view line) const {
  const size_t slash = line.find('/');
  const std::string_view name = line.substr(0, slash);
  if (slash == line.npos || CountWords(name) < 2 || !IsNameLike(name)) {
    return false;
  }
  size_t end = slash;
  for (size_t words = 0; words < kNameWords && end < line.size(); ++words) {
    end = std::min(line.find(' ', end + 1), line.size());
    const auto agency = line.substr(slash + 1, end - slash - 1);
    if (agencies_.count(BoilerplateForm(agency)) != 0) return true;
  }
  return false;
}

// "Ann Lee greets Bob Ray in Arden. (Photo by Jo Roe/Getty Images)", "Ann Lee
// in Arden. Jo Roe / Reuters", "Ann Lee in Arden | AFP".
bool BoilerplateFilter::IsCaption(const std::string& line) const {
  if (line.size() > kLineBytes || CountWords(line) > kContainedWords) {
    return false;
  }
  if (OpensWithCredit(line)) return true;
  std::string_view text = line;
  while (text.ends_with('.')) text.remove_suffix(1);
  if (text.ends_with(')') || text.ends_with(']')) {
    const size_t open = text.rfind(text.back() == ')' ? '(' : '[');
    return open != text.npos && open > 0 &&
           BeginsWithAny(credits_, BoilerplateForm(text.substr(
                                       open + 1, text.size() - open - 2)));
  }
  const size_t mark = text.find_last_of("|/");
  constexpr std::string_view kBar = ". | ";  // "Ann Lee in Arden. | Jo Roe"
  const size_t bar = text.rfind(kBar);
  if (bar != text.npos && IsNameLike(text.substr(bar + kBar.size()))) {
    return true;
  }
  if (mark == text.npos || mark == 0 ||
      agencies_.count(WithoutTail(BoilerplateForm(text.substr(mark + 1)))) ==
          0) {
    return false;
  }
  // Before a slash stands whose picture it is, in few words.
  const size_t stop = text.substr(0, mark).rfind(". ");
  return text[mark] == '|' || CountWords(text.substr(0, mark)) <= kNameWords ||
         (stop != text.npos &&
          CountWords(text.substr(stop + 1)) <= kNameWords + 1);
}

// Credits stand in brackets beside the caption or on a line of their own.
std::string BoilerplateFilter::WithoutGroups(const std::string& line) const {
  std::string out;
  size_t kept = 0;  // line[0, kept) is dealt with
  for (size_t at = line.find_first_of("(["); at != std::string::npos;
       at = line.find_first_of("([", at + 1)) {
    const char close = line[at] == '(' ? ')' : ']';
    const size_t end = line.find_first_of(std::string("([") + close, at + 1);
    if (end == std::string::npos || line[end] != close ||
        end - at > kGroupBytes) {
      continue;
    }
    const std::string inside = line.substr(at + 1, end - at - 1);
    const std::string form = BoilerplateForm(inside);
    if (!BeginsWithAny(groups_, form) && !BeginsWithAny(credits_, form)) {
      continue;
    }
    out.append(line, kept, at - kept);
    kept = end + 1;
    at = end;
  }
  if (kept == 0) return line;
  return TidyLine(out.append(line, kept));
}

// "Jane Doe is a reporter at …": a name that the text did not mention before,
// or its author's, and a word of the trade.
bool BoilerplateFilter::IsBiography(const RawArticle& article,
                                    size_t index) const {
  const std::string& line = article.body[index].text;
  if (line.size() > kLineBytes) return false;
  const std::string folded = BoilerplateForm(line);
  if (HasQuote(folded) || CountWords(line) > 2 * kContainedWords) return false;
  size_t verb = std::string::npos;
  for (const auto* verbs : {&biography_verbs_, &biography_trades_}) {
    for (const std::string& pattern : *verbs) {
      verb = std::min(verb, folded.find(" " + pattern + " "));
    }
  }
  if (verb == std::string::npos) return false;
  const std::string name = folded.substr(0, verb);
  const size_t name_words = CountWords(name);
  if (name_words < 2 || name_words > kNameWords) return false;
  const std::string last = name.substr(name.rfind(' ') + 1);
  for (const std::string& author : article.authors) {
    if (FoldTerm(author) == name) return true;
  }
  const bool trade =
      std::any_of(biography_words_.begin(), biography_words_.end(),
                  [&](const std::string& word) {
                    const size_t at = folded.find(word);
                    return at != std::string::npos && IsWordBreak(folded, at) &&
                           IsWordBreak(folded, at + word.size());
                  });
  const bool verb_of_trade =
      std::any_of(biography_trades_.begin(), biography_trades_.end(),
                  [&](const std::string& word) {
                    return folded.compare(verb + 1, word.size(), word) == 0;
                  });
  if (!trade && !verb_of_trade) return false;
  for (size_t i = 0; i < index; ++i) {
    if (FoldTerm(article.body[i].text).find(last) != std::string::npos) {
      return false;
    }
  }
  return FoldTerm(article.title).find(last) == std::string::npos;
}

void BoilerplateFilter::DropBiographies(RawArticle* article) const {
  size_t seen = 0;
  for (size_t i = article->body.size(); i-- > 1 && seen < kBiographyLines;) {
    if (article->body[i].text.empty()) continue;
    ++seen;
    if (IsBiography(*article, i)) {
      article->body.erase(article->body.begin() + i);
      --seen;
    }
  }
}

void BoilerplateFilter::Filter(RawArticle* article) const {
  article->title = WithoutLinkCards(article->title, card_ends_);
  const std::string title = FoldTerm(article->title);
  std::vector<SourceLine> kept;
  bool in_block = false;
  bool prose_before = false;
  for (SourceLine& line : article->body) {
    SetText(&line, WithoutLinkCards(line.text, card_ends_));
    // A caption that runs into the headline.
    const std::string_view text = line.text;
    if (!title.empty() && text.ends_with(" " + article->title) &&
        IsCaption(
            line.text.substr(0, text.size() - article->title.size() - 1))) {
      continue;
    }
    if (IsCaption(line.text)) continue;
    SetText(&line, WithoutGroups(line.text));
    SetText(&line, WithoutGallery(line.text, galleries_, gallery_heads_));
    if (line.text.empty()) {
      kept.push_back(std::move(line));
      continue;
    }
    if (in_block && IsTeaser(line.text)) continue;
    in_block = false;
    const Verdict verdict = Judge(line.text);
    if (verdict == Verdict::kCut && prose_before) break;
    in_block = verdict == Verdict::kDropBlock;
    if (verdict != Verdict::kKeep) continue;
    if (!title.empty() && line.text.size() < 4 * title.size() &&
        FoldTerm(line.text) == title) {
      continue;
    }
    prose_before |= IsProse(line.text);
    kept.push_back(std::move(line));
  }
  article->body = std::move(kept);
  DropBiographies(article);
  CollapseGaps(&article->body);
}

}  // namespace kg
