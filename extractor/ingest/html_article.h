// An HTML page -> article: its body, and metadata from JSON-LD, <meta>, <time>
// and <title>. For use inside ingest only.
#pragma once

#include <string_view>

#include "base/status.h"
#include "extractor/ingest/document.h"
#include "extractor/ingest/finish.h"

namespace kg {

// `html` is valid UTF-8. Fails with the reason why the page cannot be read.
Result<RawArticle> ReadHtmlArticle(std::string_view html,
                                   const IngestTables& tables);

}  // namespace kg
