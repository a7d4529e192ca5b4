#include "extractor/ingest/html_body.h"

#include <algorithm>

#include "extractor/ingest/unwrap.h"

namespace kg {
namespace {

// All chosen, then checked on the 102 measured pages.
constexpr size_t kProseWords = 10;
constexpr double kManyLinks = 0.5;
constexpr double kBodyHintShare = 0.4;  // of the page's good text
constexpr double kPartShare = 0.1;
constexpr double kArticleShare = 0.5;
constexpr double kDescendShare = 0.8;
constexpr size_t kFewWords = 50;  // a body this short is doubted

// How much a block speaks for its container.
double Weight(const HtmlBlock& block) {
  const double words = static_cast<double>(block.words);
  if (block.links > kManyLinks) return -words;
  if (block.words >= kProseWords) return words * (1 - block.links);
  if (EndsSentence(block.text) || block.tag == GUMBO_TAG_P) return words / 2;
  return 0;
}

class BodyFinder {
 public:
  BodyFinder(const HtmlPage& page, const HtmlHints& hints, bool use_hints)
      : page_(page), pruning_(PrunePage(page, &hints, use_hints)) {
    blocks_ = ReadBlocks(page_, pruning_, 0, page_.size());
    good_.resize(page_.size() + 1, 0);
    for (const HtmlBlock& block : blocks_) {
      good_[block.node + 1] += std::max(0.0, Weight(block));
    }
    for (size_t i = 1; i < good_.size(); ++i) good_[i] += good_[i - 1];
  }

  std::vector<HtmlBlock> Find() {
    const size_t container = Container();
    std::vector<HtmlBlock> body;
    for (HtmlBlock& block : blocks_) {
      if (block.node >= container && block.node < page_[container].end &&
          Belongs(block)) {
        body.push_back(std::move(block));
      }
    }
    while (!body.empty() && IsHeadingTag(body.back().tag)) body.pop_back();
    return body;
  }

 private:
  double Good(size_t i) const { return good_[page_[i].end] - good_[i]; }

  // The element that holds most of the good text among those that `is` tells.
  template <typename Is>
  size_t Best(double share, Is is) const {
    size_t best = 0;
    double most = share * Good(0);
    for (size_t i = 0; i < page_.size();) {
      if (pruning_.dropped[i]) {
        i = page_[i].end;
        continue;
      }
      if (page_.IsElement(i) && is(i) && Good(i) > most) {
        best = i;
        most = Good(i);
      }
      ++i;
    }
    return best;
  }

  // Where hints say that the body is; pages that put advertisements between
  // parts of the body have several such elements, and what holds them all is
  // the container. 0 if they hold too little.
  size_t HintedContainer() const {
    std::vector<size_t> parts;
    double sum = 0;
    for (size_t i = 0; i < page_.size();) {
      const bool part = pruning_.hints[i] == HtmlHint::kBody &&
                        Good(i) > kPartShare * Good(0);
      if (part && !pruning_.dropped[i]) {
        parts.push_back(i);
        sum += Good(i);
      }
      i = part || pruning_.dropped[i] ? page_[i].end : i + 1;
    }
    if (parts.empty() || sum <= kBodyHintShare * Good(0)) return 0;
    size_t at = *std::max_element(
        parts.begin(), parts.end(),
        [&](size_t a, size_t b) { return Good(a) < Good(b); });
    if (Good(at) >= kDescendShare * sum) return at;
    while (at != 0 && (at > parts.front() || page_[at].end <= parts.back())) {
      at = page_[at].parent;
    }
    return at;
  }

  size_t Container() const {
    if (const size_t hinted = HintedContainer()) return hinted;
    size_t at = Best(kArticleShare, [&](size_t i) {
      return page_.Tag(i) == GUMBO_TAG_ARTICLE;
    });
    if (at == 0) {
      at = Best(kArticleShare, [&](size_t i) {
        return page_.Tag(i) == GUMBO_TAG_MAIN ||
               page_.Attribute(i, "role") == "main";
      });
    }
    return Descend(at);
  }

  // Down as long as one child holds nearly all of the good text.
  size_t Descend(size_t at) const {
    while (true) {
      size_t next = 0;
      for (size_t child = at + 1; child < page_[at].end;
           child = page_[child].end) {
        if (page_.IsElement(child) && Good(child) >= kDescendShare * Good(at)) {
          next = child;
        }
      }
      if (next == 0 || Good(at) == 0) return at;
      at = next;
    }
  }

  bool Belongs(const HtmlBlock& block) const {
    if (block.tag == GUMBO_TAG_H1) return false;
    if (IsHeadingTag(block.tag)) return block.links < kManyLinks;
    if (block.links > kManyLinks) {
      return block.words >= kProseWords && EndsSentence(block.text);
    }
    if (block.tag == GUMBO_TAG_P || block.tag == GUMBO_TAG_BLOCKQUOTE ||
        block.in_list || block.words >= kProseWords) {
      return true;
    }
    return EndsSentence(block.text);
  }

  const HtmlPage& page_;
  HtmlPruning pruning_;
  std::vector<HtmlBlock> blocks_;
  std::vector<double> good_;  // prefix sums over nodes
};

size_t Words(const std::vector<HtmlBlock>& blocks) {
  size_t words = 0;
  for (const HtmlBlock& block : blocks) words += block.words;
  return words;
}

std::vector<SourceLine> ToLines(const std::vector<HtmlBlock>& blocks) {
  std::vector<SourceLine> lines;
  for (const HtmlBlock& block : blocks) {
    for (SourceLine& line : SplitSourceLines(block.text, 1)) {
      line.number = block.line;
      lines.push_back(std::move(line));
    }
    lines.push_back({"", block.line});
  }
  CollapseGaps(&lines);
  JoinWrappedLines(&lines);
  return lines;
}

}  // namespace

std::vector<SourceLine> ExtractBody(const HtmlPage& page,
                                    const HtmlHints& hints) {
  std::vector<HtmlBlock> body = BodyFinder(page, hints, true).Find();
  if (Words(body) < kFewWords) {
    // Perhaps a class name misled; without hints there may be more.
    std::vector<HtmlBlock> all = BodyFinder(page, hints, false).Find();
    if (Words(all) > 3 * Words(body)) body = std::move(all);
  }
  return ToLines(body);
}

std::vector<SourceLine> ExtractAllText(const HtmlPage& page) {
  const HtmlPruning pruning = PrunePage(page, nullptr, false);
  return ToLines(ReadBlocks(page, pruning, 0, page.size()));
}

}  // namespace kg
