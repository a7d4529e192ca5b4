#include "query/kgq/functions.h"
#include "query/kgq/values.h"

namespace kg {
namespace {

using Kind = StaticType::Kind;

template <typename T>
bool Take(const FunctionCall& call, Result<T> result, T* value) {
  if (!result.ok()) return call.run.Check(result.status());
  *value = std::move(result).value();
  return true;
}

Value ListOfStrings(std::vector<std::string> texts) {
  ValueList list;
  for (std::string& text : texts)
    list.push_back(Value::String(std::move(text)));
  return Value::List(std::move(list));
}

Value Id(const FunctionCall& call) {
  const Value& x = call.args[0];
  Value id;
  Take(call,
       x.is_node() ? call.run.graph().IdOf(x.node())
                   : call.run.graph().IdOf(x.edge()),
       &id);
  return id;
}

Value LabelsOf(const FunctionCall& call) {
  std::vector<std::string> labels;
  Take(call, call.run.graph().Labels(call.args[0].node()), &labels);
  return ListOfStrings(std::move(labels));
}

Value TypeOfEdge(const FunctionCall& call) {
  return Value::String(call.run.graph().EdgeTypeName(call.args[0].edge().type));
}

ValueMap PropertiesOf(const FunctionCall& call) {
  const Value& x = call.args[0];
  if (x.is_map()) return x.map();
  ValueMap properties;
  Take(call,
       x.is_node() ? call.run.graph().Properties(x.node())
                   : call.run.graph().Properties(x.edge()),
       &properties);
  return properties;
}

Value Properties(const FunctionCall& call) {
  return Value::Map(PropertiesOf(call));
}

Value Keys(const FunctionCall& call) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : PropertiesOf(call)) keys.push_back(key);
  return ListOfStrings(std::move(keys));
}

Value StartNode(const FunctionCall& call) {
  return Value::Node({call.args[0].edge().start});
}
Value EndNode(const FunctionCall& call) {
  return Value::Node({call.args[0].edge().end});
}

Value Nodes(const FunctionCall& call) {
  ValueList list;
  for (const NodeRef node : call.args[0].path().nodes) {
    list.push_back(Value::Node(node));
  }
  return Value::List(std::move(list));
}

Value Relationships(const FunctionCall& call) {
  ValueList list;
  for (const EdgeRef& edge : call.args[0].path().edges) {
    list.push_back(Value::Edge(edge));
  }
  return Value::List(std::move(list));
}

Value Length(const FunctionCall& call) {
  return Value::Integer(static_cast<int64_t>(call.args[0].path().edges.size()));
}

Value Evidence(const FunctionCall& call) {
  Value evidence;
  Take(call, call.run.graph().EvidenceOf(call.args[0]), &evidence);
  return evidence;
}

Value Search(const FunctionCall& call) {
  Value found;
  Take(call, call.run.graph().Search(call.args[0].string()), &found);
  return found;
}

constexpr QueryFunction kFunctions[] = {
    {"id", 1, 1, "e", Kind::kAny, Id},
    {"elementid", 1, 1, "e", Kind::kAny, Id},
    {"labels", 1, 1, "n", Kind::kList, LabelsOf},
    {"type", 1, 1, "r", Kind::kString, TypeOfEdge},
    {"properties", 1, 1, "g", Kind::kMap, Properties},
    {"keys", 1, 1, "g", Kind::kList, Keys},
    {"startnode", 1, 1, "r", Kind::kNode, StartNode},
    {"endnode", 1, 1, "r", Kind::kNode, EndNode},
    {"nodes", 1, 1, "p", Kind::kList, Nodes},
    {"relationships", 1, 1, "p", Kind::kList, Relationships},
    {"rels", 1, 1, "p", Kind::kList, Relationships},
    {"length", 1, 1, "p", Kind::kInteger, Length},
    {"evidence", 1, 1, "e", Kind::kList, Evidence},
    {"search", 1, 1, "s", Kind::kList, Search},
};

}  // namespace

std::span<const QueryFunction> GraphFunctions() { return kFunctions; }

}  // namespace kg
