// A page as gumbo's tree, flattened: nodes in document order, the subtree of
// node i being [i, end). So all walks are loops, and no depth overflows the
// stack. Owns the tree; views live as long as the page and the source text.
// For use inside ingest only.
#pragma once

#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"

namespace kg {

class HtmlPage {
 public:
  struct Node {
    const GumboNode* node;
    size_t parent;  // the root's is 0
    size_t end;
  };

  // `html` is valid UTF-8 and must outlive the page. Fails with the reason why
  // it is not parsed.
  static Result<HtmlPage> Parse(std::string_view html);

  size_t size() const { return nodes_.size(); }
  const Node& operator[](size_t i) const { return nodes_[i]; }
  bool IsElement(size_t i) const;
  // GUMBO_TAG_UNKNOWN for what is no element.
  GumboTag Tag(size_t i) const;
  // Empty where the node is no text.
  std::string_view Text(size_t i) const;
  uint32_t Line(size_t i) const;
  std::string_view Attribute(size_t i, const char* name) const;
  // Text of all text nodes below, blanks between elements, tidied.
  std::string InnerText(size_t i) const;

 private:
  struct Destroyer {
    void operator()(GumboOutput* output) const {
      gumbo_destroy_output(&kGumboDefaultOptions, output);
    }
  };
  std::unique_ptr<GumboOutput, Destroyer> output_;
  std::vector<Node> nodes_;
};

// A line that may hold entities and tags, without them.
std::string PlainLine(std::string_view html);

}  // namespace kg
