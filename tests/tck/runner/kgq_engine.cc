#include "tests/tck/runner/kgq_engine.h"

#include <algorithm>
#include <utility>

#include "query/kgq/engine.h"

namespace kg::tck {
namespace {

// Far above what any query of the TCK needs.
constexpr double kTimeoutSeconds = 30;

Value ToValue(const TckValue& value) {
  switch (value.kind) {
    case TckValue::Kind::kBoolean:
      return Value::Boolean(value.boolean);
    case TckValue::Kind::kInteger:
      return Value::Integer(value.integer);
    case TckValue::Kind::kFloat:
      return Value::Float(value.number);
    case TckValue::Kind::kString:
      return Value::String(value.text);
    case TckValue::Kind::kList: {
      ValueList items;
      for (const TckValue& item : value.items) items.push_back(ToValue(item));
      return Value::List(std::move(items));
    }
    case TckValue::Kind::kMap: {
      ValueMap entries;
      for (const auto& [name, entry] : value.properties) {
        entries[name] = ToValue(entry);
      }
      return Value::Map(std::move(entries));
    }
    default:  // parameters hold no parts of graphs
      return Value();
  }
}

QueryParameters ToParameters(const TckParameters& parameters) {
  QueryParameters out;
  for (const auto& [name, value] : parameters) out[name] = ToValue(value);
  return out;
}

// What the engine answers, in the TCK's terms.
class Reader {
 public:
  explicit Reader(const MemoryGraph& graph) : graph_(graph) {}

  TckValue Read(const Value& value) const {
    TckValue out;
    switch (value.kind()) {
      case Value::Kind::kNull:
        break;
      case Value::Kind::kBoolean:
        out.kind = TckValue::Kind::kBoolean;
        out.boolean = value.boolean();
        break;
      case Value::Kind::kInteger:
        out.kind = TckValue::Kind::kInteger;
        out.integer = value.integer();
        break;
      case Value::Kind::kFloat:
        out.kind = TckValue::Kind::kFloat;
        out.number = value.number();
        break;
      case Value::Kind::kString:
        out.kind = TckValue::Kind::kString;
        out.text = value.string();
        break;
      case Value::Kind::kTemporal:  // the TCK compares their text
        out.kind = TckValue::Kind::kString;
        out.text = ValueText(graph_, value);
        break;
      case Value::Kind::kList:
        out.kind = TckValue::Kind::kList;
        for (const Value& item : value.list()) out.items.push_back(Read(item));
        break;
      case Value::Kind::kMap:
        out.kind = TckValue::Kind::kMap;
        out.properties = ReadEntries(value.map());
        break;
      case Value::Kind::kNode:
        return ReadNode(value.node());
      case Value::Kind::kEdge:
        return ReadEdge(value.edge());
      case Value::Kind::kPath:
        return ReadPath(value.path());
    }
    return out;
  }

 private:
  std::map<std::string, TckValue> ReadEntries(const ValueMap& entries) const {
    std::map<std::string, TckValue> out;
    for (const auto& [name, value] : entries) out[name] = Read(value);
    return out;
  }

  // A graph in memory has all that it gave out.
  template <typename T>
  static T Held(Result<T> result) {
    return result.ok() ? std::move(*result) : T();
  }

  TckValue ReadNode(NodeRef node) const {
    TckValue out;
    out.kind = TckValue::Kind::kNode;
    out.labels = Held(graph_.Labels(node));
    std::sort(out.labels.begin(), out.labels.end());
    out.properties = ReadEntries(Held(graph_.Properties(node)));
    return out;
  }

  TckValue ReadEdge(const EdgeRef& edge) const {
    TckValue out;
    out.kind = TckValue::Kind::kRelationship;
    out.text = graph_.EdgeTypeName(edge.type);
    out.properties = ReadEntries(Held(graph_.Properties(edge)));
    return out;
  }

  TckValue ReadPath(const GraphPath& path) const {
    TckValue out;
    out.kind = TckValue::Kind::kPath;
    for (size_t i = 0; i < path.nodes.size(); ++i) {
      if (i > 0) {
        const EdgeRef& edge = path.edges[i - 1];
        out.forward.push_back(edge.end == path.nodes[i].id &&
                              edge.start == path.nodes[i - 1].id);
        out.items.push_back(ReadEdge(edge));
      }
      out.items.push_back(ReadNode(path.nodes[i]));
    }
    return out;
  }

  const MemoryGraph& graph_;
};

EngineError ToError(const QueryError& error) {
  const bool early = error.phase == QueryError::Phase::kCompileTime;
  return {error.type, early ? "compile time" : "runtime", error.detail,
          error.message};
}

}  // namespace

Status KgqEngine::SetUp(const std::string& statement,
                        const TckParameters& parameters) {
  const std::string wrong =
      LoadScript(statement, ToParameters(parameters), graph_.get());
  return wrong.empty() ? Status() : Status::InvalidInput(wrong);
}

EngineResult KgqEngine::Run(const std::string& query,
                            const TckParameters& parameters) {
  QueryOptions options;
  options.timeout_seconds = kTimeoutSeconds;
  const QueryResult<QueryTable> table =
      RunQuery(*graph_, query, ToParameters(parameters), options);
  EngineResult result;
  if (!table.ok()) {
    result.error = ToError(table.error());
    return result;
  }
  const Reader reader(*graph_);
  result.columns = table.value().columns;
  for (const std::vector<Value>& row : table.value().rows) {
    std::vector<TckValue> values;
    for (const Value& value : row) values.push_back(reader.Read(value));
    result.rows.push_back(std::move(values));
  }
  return result;
}

}  // namespace kg::tck
