// What each stage of the extractor saw of an article, as `kg annotate` prints
// it: a JSON object on one line, or CoNLL-U. Pure; thread-safe.
#pragma once

#include <string>

#include "builder/pipeline.h"
#include "graph/facts/facts.h"

namespace kg {

// `path` is the path as it was given. With a newline at the end. All offsets
// are code points of the text.
std::string AnnotationJson(const std::string& path, const Annotated& annotated);

// `with_ranges`: the tokens' places in the text, for text input.
std::string AnnotationConllu(const std::string& path,
                             const Annotated& annotated, bool with_ranges);

}  // namespace kg
