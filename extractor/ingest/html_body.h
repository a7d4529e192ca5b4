// The lines of an article's body out of a page: which container holds the text,
// and which of its blocks belong to it. For use inside ingest only. Pure.
#pragma once

#include <vector>

#include "extractor/ingest/document.h"
#include "extractor/ingest/html_blocks.h"
#include "extractor/ingest/html_hints.h"
#include "extractor/ingest/html_page.h"

namespace kg {

std::vector<SourceLine> ExtractBody(const HtmlPage& page,
                                    const HtmlHints& hints);

// All text of a page or fragment, without looking for a body; what is never
// text (scripts, buttons, navigation) is left out.
std::vector<SourceLine> ExtractAllText(const HtmlPage& page);

}  // namespace kg
