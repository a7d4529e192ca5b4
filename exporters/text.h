// Strings as the formats can hold them. Each function appends to `out` and
// returns how many characters it had to replace by U+FFFD. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kg {

// XML 1.0's Char: no control characters but tab and line ends, no U+FFFE and
// U+FFFF (https://www.w3.org/TR/xml/#charsets). RDF's strings are the same.
size_t AppendXmlChars(std::string_view text, std::string* out);

// Between tags. Gephi loses white space that stands between two references, so
// only what must be is written as one: & < > and what a reader would take for a
// line end (the carriage return, U+0085, U+2028).
size_t AppendXmlText(std::string_view text, std::string* out);

// Between double quotes: line ends and tabs as references too, which a reader
// would take for blanks.
size_t AppendXmlAttribute(std::string_view text, std::string* out);

// A cell of RFC 4180, quoted where it must be; NUL is replaced.
size_t AppendCsvCell(std::string_view text, std::string* out);

// Whether a spreadsheet would take the cell for a formula (OWASP, CSV
// injection).
bool LooksLikeFormula(std::string_view cell);

}  // namespace kg
