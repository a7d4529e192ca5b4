#include "extractor/ingest/html_blocks.h"

#include <algorithm>
#include <unordered_map>

#include "extractor/ingest/document.h"

namespace kg {
namespace {

// All chosen, then checked on the 102 measured pages.
constexpr size_t kLongText = 40;         // bytes of a text node that is prose
constexpr double kProtectedShare = 0.5;  // of a page's prose: never dropped
constexpr double kCommentsShare = 0.3;

using TagSet = std::vector<GumboTag>;

bool In(const TagSet& set, GumboTag tag) {
  return std::find(set.begin(), set.end(), tag) != set.end();
}

const TagSet& NeverText() {
  static const TagSet kSet = {
      GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,  GUMBO_TAG_NOSCRIPT,
      GUMBO_TAG_TEMPLATE, GUMBO_TAG_SVG,    GUMBO_TAG_IFRAME,
      GUMBO_TAG_BUTTON,   GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA,
      GUMBO_TAG_OBJECT,   GUMBO_TAG_EMBED,  GUMBO_TAG_VIDEO,
      GUMBO_TAG_AUDIO,    GUMBO_TAG_CANVAS, GUMBO_TAG_MAP,
      GUMBO_TAG_HEAD,     GUMBO_TAG_MATH,   GUMBO_TAG_LABEL,
      GUMBO_TAG_DATALIST, GUMBO_TAG_TITLE,  GUMBO_TAG_MENU,
      GUMBO_TAG_NAV};
  return kSet;
}

const TagSet& BesideText() {
  static const TagSet kSet = {GUMBO_TAG_ASIDE,   GUMBO_TAG_FOOTER,
                              GUMBO_TAG_FORM,    GUMBO_TAG_HEADER,
                              GUMBO_TAG_FIGURE,  GUMBO_TAG_FIGCAPTION,
                              GUMBO_TAG_ADDRESS, GUMBO_TAG_CAPTION};
  return kSet;
}

const TagSet& BlockTags() {
  static const TagSet kSet = {
      GUMBO_TAG_P,          GUMBO_TAG_DIV,        GUMBO_TAG_SECTION,
      GUMBO_TAG_ARTICLE,    GUMBO_TAG_MAIN,       GUMBO_TAG_H1,
      GUMBO_TAG_H2,         GUMBO_TAG_H3,         GUMBO_TAG_H4,
      GUMBO_TAG_H5,         GUMBO_TAG_H6,         GUMBO_TAG_UL,
      GUMBO_TAG_OL,         GUMBO_TAG_LI,         GUMBO_TAG_DL,
      GUMBO_TAG_DT,         GUMBO_TAG_DD,         GUMBO_TAG_TABLE,
      GUMBO_TAG_TR,         GUMBO_TAG_TBODY,      GUMBO_TAG_THEAD,
      GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_PRE,        GUMBO_TAG_HR,
      GUMBO_TAG_BODY,       GUMBO_TAG_HTML,       GUMBO_TAG_FORM,
      GUMBO_TAG_ASIDE,      GUMBO_TAG_HEADER,     GUMBO_TAG_FOOTER,
      GUMBO_TAG_FIGURE,     GUMBO_TAG_FIGCAPTION, GUMBO_TAG_CENTER,
      GUMBO_TAG_DETAILS,    GUMBO_TAG_SUMMARY,    GUMBO_TAG_ADDRESS,
      GUMBO_TAG_FIELDSET};
  return kSet;
}

bool IsHidden(const HtmlPage& page, size_t i) {
  const std::string_view style = page.Attribute(i, "style");
  if (style.find("display:none") != style.npos ||
      style.find("display: none") != style.npos) {
    return true;
  }
  return page.Attribute(i, "aria-hidden") == "true" ||
         gumbo_get_attribute(&page[i].node->v.element.attributes, "hidden") !=
             nullptr;
}

std::vector<size_t> SumProse(const HtmlPage& page) {
  std::vector<size_t> sums(page.size() + 1, 0);
  size_t skip_until = 0, link_until = 0;
  for (size_t i = 0; i < page.size(); ++i) {
    const GumboTag tag = page.Tag(i);
    if (page.IsElement(i) && In(NeverText(), tag)) {
      skip_until = std::max(skip_until, page[i].end);
    }
    if (tag == GUMBO_TAG_A) link_until = std::max(link_until, page[i].end);
    const size_t bytes = page.Text(i).size();
    const bool counts =
        i >= skip_until && i >= link_until && bytes >= kLongText;
    sums[i + 1] = sums[i] + (counts ? bytes : 0);
  }
  return sums;
}

// Prefix sums of nodes that an article's container is known by.
std::vector<size_t> SumBodyMarks(const HtmlPage& page,
                                 const std::vector<HtmlHint>& hints) {
  std::vector<size_t> sums(page.size() + 1, 0);
  for (size_t i = 0; i < page.size(); ++i) {
    const bool mark =
        hints[i] == HtmlHint::kBody || page.Tag(i) == GUMBO_TAG_H1;
    sums[i + 1] = sums[i] + mark;
  }
  return sums;
}

void ReadHints(const HtmlPage& page, const HtmlHints& hints,
               std::vector<HtmlHint>* found) {
  // Pages repeat their classes: each list is looked at once.
  std::unordered_map<std::string, HtmlHint> known;
  for (size_t i = 0; i < page.size(); ++i) {
    if (!page.IsElement(i)) continue;
    std::string values;
    for (const char* name :
         {"class", "id", "itemprop", "role", "data-component"}) {
      const std::string_view value = page.Attribute(i, name);
      if (!value.empty()) values.append(value).append(" ");
    }
    if (values.empty()) continue;
    const auto [entry, added] = known.try_emplace(values, HtmlHint::kNone);
    if (added) entry->second = hints.Of(values);
    (*found)[i] = entry->second;
  }
}

// The source's line ends and indentations are one blank; only <br> ends a line,
// and those of <pre> stand.
void CollapseBlanks(std::string* text) {
  const auto is_blank = [](char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  };
  std::replace_if(text->begin(), text->end(), is_blank, ' ');
  const auto both = [](char a, char b) { return a == ' ' && b == ' '; };
  text->erase(std::unique(text->begin(), text->end(), both), text->end());
}

class BlockReader {
 public:
  BlockReader(const HtmlPage& page, const HtmlPruning& pruning)
      : page_(page), pruning_(pruning) {}

  std::vector<HtmlBlock> Read(size_t begin, size_t end) {
    for (size_t i = begin; i < end;) {
      CloseBefore(i);
      if (pruning_.dropped[i]) {
        i = page_[i].end;
        continue;
      }
      page_.IsElement(i) ? Enter(i) : AddText(i);
      ++i;
    }
    CloseBefore(end);
    Flush();
    return std::move(blocks_);
  }

 private:
  void CloseBefore(size_t i) {
    while (!open_.empty() && page_[open_.back()].end <= i) {
      if (In(BlockTags(), page_.Tag(open_.back()))) Flush();
      open_.pop_back();
    }
  }

  void Enter(size_t i) {
    const GumboTag tag = page_.Tag(i);
    if (tag == GUMBO_TAG_BR) {
      // Two line breaks make a paragraph.
      ++breaks_ > 1 ? Flush() : static_cast<void>(raw_ += '\n');
      return;
    }
    if (In(BlockTags(), tag)) Flush();
    // Cells are no sentence together.
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) raw_ += '\n';
    if (tag == GUMBO_TAG_A) link_until_ = std::max(link_until_, page_[i].end);
    if (tag == GUMBO_TAG_LI) list_until_ = std::max(list_until_, page_[i].end);
    if (tag == GUMBO_TAG_PRE) pre_until_ = std::max(pre_until_, page_[i].end);
    open_.push_back(i);
  }

  void AddText(size_t i) {
    std::string text(page_.Text(i));
    if (text.find_first_not_of(" \t\r\n\f") == text.npos) {
      if (!text.empty() && !raw_.empty() && raw_.back() != '\n') raw_ += ' ';
      return;
    }
    breaks_ = 0;
    if (i >= pre_until_) CollapseBlanks(&text);
    if (first_text_ == 0) first_text_ = i;
    if (i < link_until_) link_bytes_ += text.size();
    raw_bytes_ += text.size();
    raw_ += text;
  }

  void Flush() {
    breaks_ = 0;
    if (first_text_ != 0) {
      HtmlBlock block;
      for (const SourceLine& line : SplitSourceLines(raw_, 1)) {
        if (line.text.empty() && first_text_ >= pre_until_) continue;
        if (!block.text.empty()) block.text += '\n';
        block.text += line.text;
      }
      block.node = InnermostBlock();
      block.tag = page_.Tag(block.node);
      block.line = page_.Line(first_text_);
      block.words = CountWords(block.text);
      block.links = static_cast<double>(link_bytes_) /
                    static_cast<double>(std::max<size_t>(raw_bytes_, 1));
      block.in_list = first_text_ < list_until_;
      if (block.words > 0) blocks_.push_back(std::move(block));
    }
    raw_.clear();
    first_text_ = 0;
    link_bytes_ = 0;
    raw_bytes_ = 0;
  }

  size_t InnermostBlock() const {
    size_t at = page_[first_text_].parent;
    while (at != 0 && !In(BlockTags(), page_.Tag(at))) at = page_[at].parent;
    return at;
  }

  const HtmlPage& page_;
  const HtmlPruning& pruning_;
  std::vector<HtmlBlock> blocks_;
  std::vector<size_t> open_;
  std::string raw_;
  size_t first_text_ = 0;  // node; 0, the document, is never text
  size_t link_bytes_ = 0;
  size_t raw_bytes_ = 0;
  size_t link_until_ = 0;
  size_t list_until_ = 0;
  size_t pre_until_ = 0;
  size_t breaks_ = 0;
};

}  // namespace

bool IsHeadingTag(GumboTag tag) {
  return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6;
}

HtmlPruning PrunePage(const HtmlPage& page, const HtmlHints* hints,
                      bool use_hints) {
  HtmlPruning pruning;
  pruning.dropped.resize(page.size());
  pruning.hints.resize(page.size(), HtmlHint::kNone);
  pruning.prose = SumProse(page);
  if (hints != nullptr) ReadHints(page, *hints, &pruning.hints);
  const std::vector<size_t> marks = SumBodyMarks(page, pruning.hints);
  const double all = static_cast<double>(pruning.prose[page.size()]);
  for (size_t i = 0; i < page.size(); ++i) {
    if (!page.IsElement(i)) {
      pruning.dropped[i] = page[i].node->type == GUMBO_NODE_COMMENT;
      continue;
    }
    const GumboTag tag = page.Tag(i);
    if (In(NeverText(), tag)) {
      pruning.dropped[i] = true;
      continue;
    }
    if (!use_hints || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML ||
        tag == GUMBO_TAG_MAIN) {
      continue;
    }
    const double prose = static_cast<double>(pruning.Prose(page, i));
    const bool marked = marks[page[i].end] > marks[i + 1];
    const HtmlHint hint = pruning.hints[i];
    if (hint == HtmlHint::kComments) {
      pruning.dropped[i] = !(marked && prose >= kCommentsShare * all);
    } else if (hint == HtmlHint::kDrop || In(BesideText(), tag) ||
               IsHidden(page, i)) {
      pruning.dropped[i] =
          prose <= kProtectedShare * all &&
          !(marked && hint == HtmlHint::kDrop && prose > 0.2 * all);
    }
  }
  return pruning;
}

std::vector<HtmlBlock> ReadBlocks(const HtmlPage& page,
                                  const HtmlPruning& pruning, size_t begin,
                                  size_t end) {
  return BlockReader(page, pruning).Read(begin, end);
}

}  // namespace kg
