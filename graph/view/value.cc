#include "graph/view/value.h"

#include <algorithm>
#include <limits>

namespace kg {

uint32_t Value::depth() const {
  if (is_list()) return Shared<Nested<ValueList>>()->depth;
  if (is_map()) return Shared<Nested<ValueMap>>()->depth;
  return 0;
}

uint64_t Value::weight() const {
  if (is_list()) return Shared<Nested<ValueList>>()->weight;
  if (is_map()) return Shared<Nested<ValueMap>>()->weight;
  if (is_path()) return path().nodes.size() + path().edges.size();
  return 1;
}

template <typename T>
void Value::Nested<T>::Count(const Value& value) {
  constexpr uint64_t kMost = std::numeric_limits<uint64_t>::max() / 2;
  depth = std::max(depth, value.depth() + 1);
  weight = std::min(kMost, weight + value.weight());
}

Value Value::List(ValueList values) {
  auto nested = std::make_shared<Nested<ValueList>>();
  for (const Value& value : values) nested->Count(value);
  nested->values = std::move(values);
  return Value(Data(std::shared_ptr<const Nested<ValueList>>(nested)));
}

Value Value::Map(ValueMap values) {
  auto nested = std::make_shared<Nested<ValueMap>>();
  for (const auto& [key, value] : values) nested->Count(value);
  nested->values = std::move(values);
  return Value(Data(std::shared_ptr<const Nested<ValueMap>>(nested)));
}

Value Value::Path(GraphPath path) {
  return Value(Data(std::make_shared<const GraphPath>(std::move(path))));
}

}  // namespace kg
