#include "extractor/ingest/html_page.h"

#include "extractor/ingest/document.h"
#include "extractor/ingest/html_guard.h"

namespace kg {
namespace {

const GumboVector* Children(const GumboNode* node) {
  if (node->type == GUMBO_NODE_DOCUMENT) return &node->v.document.children;
  if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) {
    return &node->v.element.children;
  }
  return nullptr;
}

}  // namespace

Result<HtmlPage> HtmlPage::Parse(std::string_view html) {
  KG_RETURN_IF_ERROR(CheckMarkup(html));
  HtmlPage page;
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  page.output_.reset(
      gumbo_parse_with_options(&options, html.data(), html.size()));
  struct Open {
    size_t index;
    unsigned next_child;
  };
  std::vector<Open> open;
  page.nodes_.push_back({page.output_->document, 0, 0});
  open.push_back({0, 0});
  while (!open.empty()) {
    Open& top = open.back();
    const GumboVector* children = Children(page.nodes_[top.index].node);
    if (children == nullptr || top.next_child >= children->length) {
      page.nodes_[top.index].end = page.nodes_.size();
      open.pop_back();
      continue;
    }
    const auto* child =
        static_cast<const GumboNode*>(children->data[top.next_child++]);
    const size_t index = page.nodes_.size();
    page.nodes_.push_back({child, top.index, index + 1});
    open.push_back({index, 0});
  }
  return page;
}

bool HtmlPage::IsElement(size_t i) const {
  return nodes_[i].node->type == GUMBO_NODE_ELEMENT ||
         nodes_[i].node->type == GUMBO_NODE_TEMPLATE;
}

GumboTag HtmlPage::Tag(size_t i) const {
  return IsElement(i) ? nodes_[i].node->v.element.tag : GUMBO_TAG_UNKNOWN;
}

std::string_view HtmlPage::Text(size_t i) const {
  const GumboNodeType type = nodes_[i].node->type;
  const bool text = type == GUMBO_NODE_TEXT || type == GUMBO_NODE_WHITESPACE ||
                    type == GUMBO_NODE_CDATA;
  return text ? nodes_[i].node->v.text.text : std::string_view();
}

uint32_t HtmlPage::Line(size_t i) const {
  const GumboNode* node = nodes_[i].node;
  return IsElement(i)                        ? node->v.element.start_pos.line
         : node->type == GUMBO_NODE_DOCUMENT ? 1
                                             : node->v.text.start_pos.line;
}

std::string_view HtmlPage::Attribute(size_t i, const char* name) const {
  if (!IsElement(i)) return {};
  const GumboAttribute* attribute =
      gumbo_get_attribute(&nodes_[i].node->v.element.attributes, name);
  return attribute == nullptr ? std::string_view() : attribute->value;
}

std::string HtmlPage::InnerText(size_t i) const {
  std::string text;
  for (size_t at = i; at < nodes_[i].end; ++at) {
    if (IsElement(at)) {
      text += Tag(at) == GUMBO_TAG_BR ? " " : "";
    } else {
      text += Text(at);
    }
  }
  return TidyLine(text);
}

std::string PlainLine(std::string_view html) {
  if (html.find_first_of("&<") == html.npos) return TidyLine(html);
  const Result<HtmlPage> page = HtmlPage::Parse(html);
  return page.ok() ? page.value().InnerText(0) : TidyLine(html);
}

}  // namespace kg
