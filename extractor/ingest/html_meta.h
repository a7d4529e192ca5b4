// What a page says of itself outside its text: JSON-LD, <meta>, <link>, <time>,
// <title>. For use inside ingest only.
#pragma once

#include <string>
#include <vector>

#include "extractor/ingest/html_page.h"

namespace kg {

// As written, not yet parsed; empty where the page is silent.
struct HtmlMeta {
  std::string headline;        // JSON-LD
  std::string social_title;    // og:title and the like
  std::string document_title;  // <title>
  std::string h1;              // of the only <h1>, or the first
  std::string date;
  std::vector<std::string> authors;
  std::string publisher;
  std::string url;
  std::string body;  // JSON-LD articleBody
};

HtmlMeta ReadHtmlMeta(const HtmlPage& page);

}  // namespace kg
