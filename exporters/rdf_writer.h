// RdfWriter: statements as text, through the serd library. Terms are strings;
// nothing is checked but characters. Not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>

#include "base/status.h"
#include "exporters/sink.h"

namespace kg {

enum class RdfSyntax : uint8_t { kNTriples, kTurtle, kNQuads, kTriG };

struct RdfTerm {
  bool is_iri = false;
  std::string text;
  std::string_view datatype;  // an IRI; empty: a plain string
  bool operator<(const RdfTerm& o) const {
    return std::tie(is_iri, text, datatype) <
           std::tie(o.is_iri, o.text, o.datatype);
  }
};

class RdfWriter {
 public:
  RdfWriter(RdfSyntax syntax, ByteSink out);
  ~RdfWriter();
  RdfWriter(const RdfWriter&) = delete;
  RdfWriter& operator=(const RdfWriter&) = delete;

  // Before the first statement. Syntaxes without prefixes ignore it.
  Status Prefix(const std::string& name, const std::string& iri);
  // `graph` empty: the default one. Syntaxes without graphs ignore it.
  Status Write(const std::string& graph, const std::string& subject,
               const std::string& predicate, const RdfTerm& object);
  // Ends the text. Called once.
  Status Finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kg
