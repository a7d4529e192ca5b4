// Value: what a property of the graph holds and what the query language
// computes. Immutable once made, cheap to copy (lists, maps, strings, paths and
// temporal values are shared), safe to read from several threads.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kg {

// A node of a PropertyGraph, by its private number there.
struct NodeRef {
  uint64_t id = 0;
  auto operator<=>(const NodeRef&) const = default;
};

// An edge of a PropertyGraph. `key` tells edges of one type between the same
// two nodes apart.
struct EdgeRef {
  uint64_t start = 0;
  uint64_t end = 0;
  uint64_t key = 0;
  uint32_t type = 0;  // symbol of the graph
  auto operator<=>(const EdgeRef&) const = default;
};

// Nodes and the edges between them; one node more than edges. An edge may be
// walked against its direction.
struct GraphPath {
  std::vector<NodeRef> nodes;
  std::vector<EdgeRef> edges;
  auto operator<=>(const GraphPath&) const = default;
};

// A date, time or duration: defined where the query language's temporal values
// are (query/kgq/temporal_value.h); the graph only carries it.
struct TemporalValue;

class Value;
using ValueList = std::vector<Value>;
using ValueMap = std::map<std::string, Value, std::less<>>;

class Value {
 public:
  enum class Kind : uint8_t {
    kNull,
    kBoolean,
    kInteger,
    kFloat,
    kString,
    kNode,
    kEdge,
    kList,
    kMap,
    kPath,
    kTemporal,
  };

  Value() = default;  // null
  static Value Boolean(bool value) { return Value(Data(value)); }
  static Value Integer(int64_t value) { return Value(Data(value)); }
  static Value Float(double value) { return Value(Data(value)); }
  static Value String(std::string value) {
    return Value(Data(std::make_shared<const std::string>(std::move(value))));
  }
  static Value Node(NodeRef node) { return Value(Data(node)); }
  static Value Edge(EdgeRef edge) { return Value(Data(edge)); }
  static Value List(ValueList values);
  static Value Map(ValueMap values);
  static Value Path(GraphPath path);
  static Value OfTemporal(std::shared_ptr<const TemporalValue> value) {
    return Value(Data(std::move(value)));
  }

  Kind kind() const { return static_cast<Kind>(data_.index()); }
  bool is_null() const { return kind() == Kind::kNull; }
  bool is_boolean() const { return kind() == Kind::kBoolean; }
  bool is_integer() const { return kind() == Kind::kInteger; }
  bool is_float() const { return kind() == Kind::kFloat; }
  bool is_number() const { return is_integer() || is_float(); }
  bool is_string() const { return kind() == Kind::kString; }
  bool is_node() const { return kind() == Kind::kNode; }
  bool is_edge() const { return kind() == Kind::kEdge; }
  bool is_list() const { return kind() == Kind::kList; }
  bool is_map() const { return kind() == Kind::kMap; }
  bool is_path() const { return kind() == Kind::kPath; }
  bool is_temporal() const { return kind() == Kind::kTemporal; }

  // Each only where the kind is right.
  bool boolean() const { return *std::get_if<bool>(&data_); }
  int64_t integer() const { return *std::get_if<int64_t>(&data_); }
  double number() const {  // of an integer or a float
    return is_integer() ? static_cast<double>(integer())
                        : *std::get_if<double>(&data_);
  }
  const std::string& string() const { return *Shared<std::string>(); }
  NodeRef node() const { return *std::get_if<NodeRef>(&data_); }
  const EdgeRef& edge() const { return *std::get_if<EdgeRef>(&data_); }
  const ValueList& list() const { return Shared<Nested<ValueList>>()->values; }
  const ValueMap& map() const { return Shared<Nested<ValueMap>>()->values; }
  const GraphPath& path() const { return *Shared<GraphPath>(); }
  const TemporalValue& temporal() const { return *Shared<TemporalValue>(); }

  // How deep lists and maps are nested in it, and how many values it has with
  // all that it holds, shared ones counted each time: what walks through it
  // costs. Bounded by whoever builds nested values.
  uint32_t depth() const;
  uint64_t weight() const;

 private:
  template <typename T>
  struct Nested {
    T values;
    uint32_t depth = 1;
    uint64_t weight = 1;
    void Count(const Value& value);
  };
  using Data = std::variant<
      std::monostate, bool, int64_t, double, std::shared_ptr<const std::string>,
      NodeRef, EdgeRef, std::shared_ptr<const Nested<ValueList>>,
      std::shared_ptr<const Nested<ValueMap>>, std::shared_ptr<const GraphPath>,
      std::shared_ptr<const TemporalValue>>;
  explicit Value(Data data) : data_(std::move(data)) {}
  template <typename T>
  const std::shared_ptr<const T>& Shared() const {
    return *std::get_if<std::shared_ptr<const T>>(&data_);
  }

  Data data_;
};

}  // namespace kg
