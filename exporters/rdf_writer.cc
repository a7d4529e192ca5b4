#include "exporters/rdf_writer.h"

#include <serd/serd.h>

#include <tuple>
#include <utility>

namespace kg {
namespace {

struct SyntaxRow {
  RdfSyntax syntax;
  SerdSyntax serd;
  int style;
  bool graphs;
};
// Bulk: bytes come in pages, not one by one.
constexpr int kPlain = SERD_STYLE_BULK;
constexpr int kPretty =
    SERD_STYLE_BULK | SERD_STYLE_ABBREVIATED | SERD_STYLE_CURIED;
constexpr SyntaxRow kSyntaxes[] = {
    {RdfSyntax::kNTriples, SERD_NTRIPLES, kPlain, false},
    {RdfSyntax::kTurtle, SERD_TURTLE, kPretty, false},
    {RdfSyntax::kNQuads, SERD_NQUADS, kPlain, true},
    {RdfSyntax::kTriG, SERD_TRIG, kPretty, true},
};

const SyntaxRow& RowOf(RdfSyntax syntax) {
  const SyntaxRow* row = kSyntaxes;
  while (row->syntax != syntax) ++row;
  return *row;
}

// Borrows the text.
SerdNode Node(SerdType type, std::string_view text) {
  return serd_node_from_substring(
      type, reinterpret_cast<const uint8_t*>(text.data()), text.size());
}

struct EnvFree {
  void operator()(SerdEnv* env) const { serd_env_free(env); }
};
struct WriterFree {
  void operator()(SerdWriter* writer) const { serd_writer_free(writer); }
};

}  // namespace

struct RdfWriter::State {
  ByteSink out;
  bool graphs = false;
  Status failed;  // the first failure of `out`
  std::unique_ptr<SerdEnv, EnvFree> env;
  std::unique_ptr<SerdWriter, WriterFree> writer;  // before env goes

  static size_t Take(const void* bytes, size_t size, void* self) {
    auto* state = static_cast<State*>(self);
    if (!state->failed.ok()) return 0;
    state->failed = state->out({static_cast<const char*>(bytes), size});
    return state->failed.ok() ? size : 0;
  }

  Status Check(SerdStatus status) const {
    if (!failed.ok()) return failed;
    if (status == SERD_SUCCESS) return Status();
    return Status::Io(std::string("rdf writer: ") +
                      reinterpret_cast<const char*>(serd_strerror(status)));
  }
};

RdfWriter::RdfWriter(RdfSyntax syntax, ByteSink out)
    : state_(std::make_unique<State>()) {
  const SyntaxRow& row = RowOf(syntax);
  state_->out = std::move(out);
  state_->graphs = row.graphs;
  state_->env.reset(serd_env_new(nullptr));
  state_->writer.reset(
      serd_writer_new(row.serd, static_cast<SerdStyle>(row.style),
                      state_->env.get(), nullptr, State::Take, state_.get()));
}

RdfWriter::~RdfWriter() {
  // Freeing flushes: what failed, or was given up, takes no more bytes.
  if (state_->failed.ok()) state_->failed = Status::Cancelled();
}

Status RdfWriter::Prefix(const std::string& name, const std::string& iri) {
  const SerdNode prefix = Node(SERD_LITERAL, name), uri = Node(SERD_URI, iri);
  serd_env_set_prefix(state_->env.get(), &prefix, &uri);
  return state_->Check(
      serd_writer_set_prefix(state_->writer.get(), &prefix, &uri));
}

Status RdfWriter::Write(const std::string& graph, const std::string& subject,
                        const std::string& predicate, const RdfTerm& object) {
  const SerdNode g = Node(SERD_URI, graph), s = Node(SERD_URI, subject),
                 p = Node(SERD_URI, predicate),
                 o = Node(object.is_iri ? SERD_URI : SERD_LITERAL, object.text),
                 type = Node(SERD_URI, object.datatype);
  const bool in_graph = state_->graphs && !graph.empty();
  return state_->Check(serd_writer_write_statement(
      state_->writer.get(), 0, in_graph ? &g : nullptr, &s, &p, &o,
      object.datatype.empty() ? nullptr : &type, nullptr));
}

Status RdfWriter::Finish() {
  KG_RETURN_IF_ERROR(state_->Check(serd_writer_finish(state_->writer.get())));
  // Bulk bytes are flushed when the writer goes.
  state_->writer.reset();
  return state_->failed;
}

}  // namespace kg
