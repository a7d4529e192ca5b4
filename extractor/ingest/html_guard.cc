#include "extractor/ingest/html_guard.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace kg {
namespace {

// Chosen. Browsers stop nesting at 512; the 102 pages that ingest is measured
// on nest at most 51 deep (browsers wrote them, so they misnest nothing).
constexpr size_t kDepth = 512;
constexpr size_t kMisnested = 4000;
constexpr size_t kAttributes = 512;
// Unclosed formatting elements come back in each later block: their number
// times that of tags bounds the tree.
constexpr uint64_t kRebuilt = 5'000'000;
constexpr size_t kSameFormatting = 3;  // HTML5's Noah's Ark clause

constexpr std::array<std::string_view, 18> kVoid = {
    "area",  "base",  "br",    "col",    "embed", "hr",
    "img",   "input", "link",  "meta",   "param", "source",
    "track", "wbr",   "image", "keygen", "frame", "basefont"};
// Elements that end where the next of their kind begins or their parent ends.
constexpr std::array<std::string_view, 11> kImplied = {
    "p",  "li", "dt",    "dd",    "option",  "tr",
    "td", "th", "tbody", "thead", "colgroup"};
constexpr std::array<std::string_view, 14> kFormatting = {
    "a",    "b", "big",   "code",   "em",     "font", "i",
    "nobr", "s", "small", "strike", "strong", "tt",   "u"};
constexpr std::array<std::string_view, 9> kRawText = {
    "script", "style",   "textarea", "title",    "xmp",
    "iframe", "noembed", "noframes", "plaintext"};

template <size_t N>
bool In(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

struct Tag {
  std::string name;
  std::string_view source;
  bool end = false;
  size_t attributes = 0;
};

class Guard {
 public:
  explicit Guard(std::string_view html) : html_(html) {}

  Status Check() {
    while (at_ < html_.size()) {
      at_ = html_.find('<', at_);
      if (at_ == html_.npos || at_ + 1 >= html_.size()) break;
      if (html_.substr(at_, 4) == "<!--") {
        SkipPast("-->");
        continue;
      }
      Tag tag;
      if (!ReadTag(&tag)) {
        ++at_;
        continue;
      }
      tag.end ? Close(tag) : Open(tag);
      if (stack_.size() > kDepth || misnested_ > kMisnested) {
        return Status::InvalidInput("nested too deeply");
      }
      if (tag.attributes > kAttributes || rebuilt_ * tags_ > kRebuilt) {
        return Status::InvalidInput("markup too tangled");
      }
    }
    return Status();
  }

 private:
  struct Element {
    std::string name;
    std::string_view source;
  };

  void SkipPast(std::string_view mark) {
    const size_t end = html_.find(mark, at_);
    at_ = end == html_.npos ? html_.size() : end + mark.size();
  }

  // Reads the tag at at_ and moves past it; false for "<" that begins none.
  bool ReadTag(Tag* tag) {
    size_t at = at_ + 1;
    tag->end = html_[at] == '/';
    at += tag->end;
    const auto letter = [&](size_t i) {
      const char c = i < html_.size() ? html_[i] : ' ';
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    if (!letter(at)) return false;
    constexpr std::string_view kNameEnd = " \t\r\n\f/>";
    while (at < html_.size() && kNameEnd.find(html_[at]) == kNameEnd.npos) {
      const char c = html_[at++];
      tag->name += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    char quote = 0;
    bool gap = true;
    for (; at < html_.size() && (quote != 0 || html_[at] != '>'); ++at) {
      const char c = html_[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
        gap = quote == 0;
        continue;
      }
      const bool blank = kNameEnd.find(c) != kNameEnd.npos;
      tag->attributes += gap && !blank;
      gap = blank;
      if ((c == '"' || c == '\'') && at > 0 && html_[at - 1] == '=') quote = c;
    }
    tag->source = html_.substr(at_, at - at_);
    at_ = std::min(at + 1, html_.size());
    return true;
  }

  void Open(const Tag& tag) {
    ++tags_;
    if (In(kVoid, tag.name)) return;
    if (In(kRawText, tag.name)) {
      SkipRawText(tag.name);
      return;
    }
    if (In(kImplied, tag.name)) EndImplied(tag.name);
    ++open_[tag.name];
    stack_.push_back({tag.name, tag.source});
  }

  // "<li><p>…<li>": the second item ends the first with all that ends with it.
  void EndImplied(const std::string& name) {
    size_t at = stack_.size();
    while (at > 0 && stack_[at - 1].name != name) {
      if (!In(kImplied, stack_[at - 1].name)) return;
      --at;
    }
    if (at == 0) return;
    while (stack_.size() >= at) Pop();
  }

  Element Pop() {
    Element element = std::move(stack_.back());
    stack_.pop_back();
    --open_[element.name];
    return element;
  }

  void SkipRawText(const std::string& name) {
    while (at_ < html_.size()) {
      SkipPast("</");
      if (at_ + name.size() > html_.size()) return;
      std::string next(html_.substr(at_, name.size()));
      for (char& c : next) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
      }
      if (next == name) return;
    }
  }

  // Takes the element off the stack with all above it. The parser may keep
  // some of those open, so they count as misnested.
  void Close(const Tag& tag) {
    const auto open = open_.find(tag.name);
    if (open == open_.end() || open->second == 0) return;
    while (!stack_.empty()) {
      const Element element = Pop();
      if (element.name == tag.name) return;
      if (In(kImplied, element.name)) continue;
      ++misnested_;
      if (!In(kFormatting, element.name)) continue;
      size_t& same = unclosed_[std::string(element.source)];
      rebuilt_ += same++ < kSameFormatting;
    }
  }

  std::string_view html_;
  size_t at_ = 0;
  std::vector<Element> stack_;
  std::unordered_map<std::string, size_t> open_;
  std::unordered_map<std::string, size_t> unclosed_;
  size_t misnested_ = 0;
  uint64_t tags_ = 0;
  uint64_t rebuilt_ = 0;
};

}  // namespace

Status CheckMarkup(std::string_view html) { return Guard(html).Check(); }

}  // namespace kg
