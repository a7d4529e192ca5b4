// A page's text as blocks: what a reader sees as paragraphs, headings, list
// items. For use inside ingest only.
#pragma once

#include <string>
#include <vector>

#include "extractor/ingest/html_hints.h"
#include "extractor/ingest/html_page.h"

namespace kg {

struct HtmlBlock {
  size_t node = 0;  // the innermost block element that holds it
  GumboTag tag = GUMBO_TAG_DIV;
  std::string text;  // tidied; lines divided by '\n' where <br> does
  uint32_t line = 1;
  size_t words = 0;
  double links = 0;  // share of the text inside <a>
  bool in_list = false;
};

// Per node: is it left out, with all below it?
struct HtmlPruning {
  std::vector<char> dropped;
  std::vector<HtmlHint> hints;  // of each node
  std::vector<size_t> prose;    // prefix sums of text in long text nodes
  size_t Prose(const HtmlPage& page, size_t i) const {
    return prose[page[i].end] - prose[i];
  }
};

// `use_hints`: also drop by classes, ids and elements like <aside>; else only
// what never is text.
HtmlPruning PrunePage(const HtmlPage& page, const HtmlHints* hints,
                      bool use_hints);

// Blocks of the nodes [begin, end), in order, without empty ones.
std::vector<HtmlBlock> ReadBlocks(const HtmlPage& page,
                                  const HtmlPruning& pruning, size_t begin,
                                  size_t end);

bool IsHeadingTag(GumboTag tag);

}  // namespace kg
