// The parser of kgq, by recursive descent over the grammar of docs/kgq.md. It
// looks at most a bracketed group ahead and never goes back, so its time is
// linear in the text. Depth of nesting is bounded.
#pragma once

#include <string_view>

#include "query/kgq/ast.h"
#include "query/kgq/query_error.h"

namespace kg {

// SyntaxError, with the place. The text must be valid UTF-8.
QueryResult<QueryAst> ParseQuery(std::string_view text);

// A comma-separated pattern alone, as after MATCH: for the loader of the tests'
// set-up scripts. `*end` is where it ends in the text.
QueryResult<std::vector<PatternPath>> ParsePatternPrefix(std::string_view text,
                                                         size_t* end);

// The place of a span as line and column, in code points from 1.
void SetPlace(std::string_view text, QuerySpan span, QueryError* error);

}  // namespace kg
