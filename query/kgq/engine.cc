#include "query/kgq/engine.h"

#include "base/unicode.h"
#include "query/kgq/compiler.h"
#include "query/kgq/operator.h"
#include "query/kgq/parser.h"
#include "query/kgq/run.h"

namespace kg {

struct PreparedQuery::State {
  QueryPlan plan;
};

struct RowStream::State {
  State(const QueryPlan& plan, QueryParameters parameters,
        const QueryOptions& options)
      : run(plan, std::move(parameters), options) {}

  QueryRun run;
  std::unique_ptr<QueryOperator> root;
  bool opened = false;
  std::vector<Value> row;
  std::optional<QueryError> refused;  // before the first row
};

RowStream::RowStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
RowStream::RowStream(RowStream&&) noexcept = default;
RowStream& RowStream::operator=(RowStream&&) noexcept = default;
RowStream::~RowStream() = default;

bool RowStream::Next() {
  State& state = *state_;
  if (state.refused || state.run.failed()) return false;
  if (!state.opened) {
    state.opened = true;
    state.root->Open();
  }
  if (!state.root->Next()) return false;
  const std::vector<SlotId>& slots = state.run.plan().column_slots;
  state.row.resize(slots.size());
  for (size_t i = 0; i < slots.size(); ++i) {
    state.row[i] = state.run.slot(slots[i]);
  }
  return true;
}

const std::vector<Value>& RowStream::row() const { return state_->row; }

const QueryError* RowStream::error() const {
  return state_->refused ? &*state_->refused : state_->run.error();
}

std::string RowStream::Profile() const {
  return ProfileText(*state_->root, state_->run);
}

PreparedQuery::PreparedQuery(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
PreparedQuery::PreparedQuery(PreparedQuery&&) noexcept = default;
PreparedQuery& PreparedQuery::operator=(PreparedQuery&&) noexcept = default;
PreparedQuery::~PreparedQuery() = default;

PreparedQuery::Mode PreparedQuery::mode() const {
  switch (state_->plan.ast.mode) {
    case QueryAst::Mode::kExplain:
      return Mode::kExplain;
    case QueryAst::Mode::kProfile:
      return Mode::kProfile;
    default:
      return Mode::kRun;
  }
}

const std::vector<std::string>& PreparedQuery::columns() const {
  return state_->plan.columns;
}

const std::vector<std::string>& PreparedQuery::warnings() const {
  return state_->plan.warnings;
}

std::string PreparedQuery::Explain() const { return ExplainPlan(state_->plan); }

RowStream PreparedQuery::Run(QueryParameters parameters,
                             const QueryOptions& options) const {
  const QueryPlan& plan = state_->plan;
  std::optional<QueryError> refused;
  for (const auto& [name, span] : plan.parameters) {
    if (refused || parameters.count(name) > 0) continue;
    refused = QueryError{};
    refused->type = "ParameterMissing";
    refused->detail = "MissingParameter";
    refused->message = "no value was given for the parameter '$" + name + "'";
    SetPlace(plan.text, span, &*refused);
  }
  auto state =
      std::make_unique<RowStream::State>(plan, std::move(parameters), options);
  state->refused = std::move(refused);
  state->root = MakeOperator(*plan.root, state->run);
  return RowStream(std::move(state));
}

QueryResult<PreparedQuery> PrepareQuery(const PropertyGraph& graph,
                                        std::string_view text,
                                        JoinOrder* order) {
  constexpr size_t kMostBytes = 1 << 24;  // chosen
  if (text.size() > kMostBytes || !IsValidUtf8(text)) {
    QueryError error;
    error.type = "SyntaxError";
    error.detail = "UnexpectedSyntax";
    error.message = text.size() > kMostBytes ? "the query is longer than 16 MiB"
                                             : "the query is not valid UTF-8";
    return error;
  }
  QueryResult<QueryAst> ast = ParseQuery(text);
  if (!ast.ok()) return ast.error();
  auto state = std::make_unique<PreparedQuery::State>();
  state->plan.graph = &graph;
  state->plan.text = text;
  state->plan.ast = std::move(ast).value();
  state->plan.forced = order;
  if (std::optional<QueryError> error = QueryCompiler(&state->plan).Compile()) {
    return *error;
  }
  return PreparedQuery(std::move(state));
}

QueryResult<QueryTable> RunQuery(const PropertyGraph& graph,
                                 std::string_view text,
                                 QueryParameters parameters,
                                 const QueryOptions& options) {
  QueryResult<PreparedQuery> query = PrepareQuery(graph, text);
  if (!query.ok()) return query.error();
  QueryTable table;
  table.columns = query.value().columns();
  RowStream rows = query.value().Run(std::move(parameters), options);
  while (rows.Next()) table.rows.push_back(rows.row());
  if (rows.error() != nullptr) return *rows.error();
  return table;
}

}  // namespace kg
